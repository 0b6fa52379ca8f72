import { useCallback, useState } from 'react';
import { isProblem, type Problem } from '@/api/problem';
import type { BoardGroup, BoardQuery, Deal } from '@/api/types';
import type { Grouping } from '@/features/deals/search';
import { useText } from '@/i18n';
import { sayRefused, sayUndo } from '@/ui/toast';
import { cardId } from './Card';
import { type Move, neighbour, readMove } from './moves';
import { useMove } from './useBoard';

function focusCard(id: string): void {
  requestAnimationFrame(() => document.getElementById(cardId(id))?.focus());
}

interface MovesOptions {
  query: BoardQuery & { group: Grouping };
  groups: BoardGroup[];
  /** The name of a column, for what is said after a move. */
  name: (key: string) => string;
}

/** The moves of the board, by hand, by key and by menu; with the dialogs they open and what is announced. */
export function useMoves({ query, groups, name }: MovesOptions) {
  const { t } = useText();
  const { move: mutation, undo } = useMove(query);
  const [refused, setRefused] = useState<{ deal: Deal; problem: Problem }>();
  const [back, setBack] = useState<Move>();
  const [announced, setAnnounced] = useState('');

  const send = (move: Move, reason?: string) =>
    mutation.mutate(
      { move, reason },
      {
        onError: (error) => {
          if (isProblem(error, 'gate_unmet')) setRefused({ deal: move.deal, problem: error });
          else sayRefused(error);
          setAnnounced(t('board.refused', { name: move.deal.name }));
          focusCard(move.deal.id);
        },
        onSuccess: (version) => {
          const said = t('board.moved', { name: move.deal.name, place: name(move.to) });
          setAnnounced(said);
          sayUndo(said, () => undo.mutate({ move, version }, { onError: sayRefused }));
          focusCard(move.deal.id);
        },
      },
    );

  const start = (deal: Deal, from: string, to: string) => {
    const move = readMove(query.group, deal, from, to);
    if (!move) return;
    if (move.act === 'back') setBack(move);
    else send(move);
  };
  const step = (deal: Deal, from: string, by: -1 | 1) => {
    const to = neighbour(groups, from, by);
    if (to !== undefined) start(deal, from, to);
  };
  const latest = { start, step };
  const stable = useStable(latest);
  return {
    onMove: stable.start,
    onStep: stable.step,
    announced,
    refused,
    closeRefused: () => setRefused(undefined),
    back,
    closeBack: () => setBack(undefined),
    sendBack: (reason: string) => {
      if (back) send(back, reason);
      setBack(undefined);
    },
  };
}

interface Acts {
  start: (deal: Deal, from: string, to: string) => void;
  step: (deal: Deal, from: string, by: -1 | 1) => void;
}

// Cards are memoised: they get functions that stay the same and look up the latest ones.
function useStable(acts: Acts): Acts {
  const [box] = useState({ acts });
  box.acts = acts;
  const start = useCallback<Acts['start']>((...given) => box.acts.start(...given), [box]);
  const step = useCallback<Acts['step']>((...given) => box.acts.step(...given), [box]);
  return { start, step };
}
