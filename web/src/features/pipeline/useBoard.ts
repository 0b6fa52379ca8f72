// The board's data and its moves: shown at once, taken back when the server refuses, and undone within eight seconds.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, data, ifMatch } from '@/api/client';
import type { BoardGroup, Deal, DealFilter } from '@/api/draft';
import { keys } from '@/api/keys';
import type { Grouping } from '@/features/deals/search';
import { type Move, placeCard } from './moves';

type BoardQuery = DealFilter & { group: Grouping };
type Board = { groups: BoardGroup[] };

/** Reads the board under a grouping and filters. */
export function useBoard(query: BoardQuery) {
  return useQuery({
    queryKey: keys.board(query),
    queryFn: ({ signal }) => data(api.GET('/api/board', { params: { query }, signal })),
  });
}

function send(move: Move, reason: string): Promise<Deal> {
  const { deal } = move;
  const call = { params: { path: { id: deal.id } }, headers: ifMatch(deal.version) };
  if (move.act === 'advance') return data(api.POST('/api/deals/{id}/advance', { ...call, body: {} }));
  if (move.act === 'back') return data(api.POST('/api/deals/{id}/back', { ...call, body: { to: move.to, reason } }));
  return data(api.POST('/api/deals/{id}/owner', { ...call, body: { owner_id: move.to } }));
}

/** Moves a card; the caller says what happens after the server's answer. */
export function useMove(query: BoardQuery) {
  const client = useQueryClient();
  const queryKey = keys.board(query);
  const settle = () => client.invalidateQueries({ queryKey: ['deal'] });
  const move = useMutation({
    mutationFn: ({ move, reason = '' }: { move: Move; reason?: string }) => send(move, reason),
    onMutate: async ({ move }) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData<Board>(queryKey);
      client.setQueryData<Board>(
        queryKey,
        (board) => board && { groups: placeCard(board.groups, move.deal.id, move.to) },
      );
      return { before };
    },
    onError: (_error, _move, context) => client.setQueryData(queryKey, context?.before),
    onSettled: settle,
  });
  const undo = useMutation({
    mutationFn: (moved: { deal: Deal; move: Move }) => {
      const call = { params: { path: { id: moved.deal.id } }, headers: ifMatch(moved.deal.version) };
      if (moved.move.act !== 'owner') return data(api.POST('/api/deals/{id}/undo', { ...call, body: {} }));
      return data(api.POST('/api/deals/{id}/owner', { ...call, body: { owner_id: moved.move.from } }));
    },
    onSettled: settle,
  });
  return { move, undo };
}
