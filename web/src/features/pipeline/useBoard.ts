// The board's data and its moves: shown at once, taken back when the server refuses, and undone within eight seconds.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, data, ifMatch } from '@/api/client';
import { keys } from '@/api/keys';
import type { BoardGroup, BoardQuery } from '@/api/types';
import { type Move, placeCard } from './moves';

type Board = { groups: BoardGroup[] };

/** Reads the board under a grouping and filters. */
export function useBoard(query: BoardQuery) {
  return useQuery({
    queryKey: keys.board(query),
    queryFn: ({ signal }) => data(api.GET('/api/board', { params: { query }, signal })),
  });
}

// Gives the version of the deal after the move; a change of owner answers without one, and raises it by one.
async function send(move: Move, reason: string): Promise<number> {
  const { deal } = move;
  const call = { params: { path: { id: deal.id } }, headers: ifMatch(deal.version) };
  if (move.act === 'advance') return (await data(api.POST('/api/deals/{id}/advance', call))).version;
  if (move.act === 'back') {
    return (await data(api.POST('/api/deals/{id}/back', { ...call, body: { to: move.to, reason } }))).version;
  }
  await api.POST('/api/deals/{id}/owner', { ...call, body: { owner_id: move.to } });
  return deal.version + 1;
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
    mutationFn: async ({ move, version }: { move: Move; version: number }) => {
      const call = { params: { path: { id: move.deal.id } }, headers: ifMatch(version) };
      if (move.act !== 'owner') await api.POST('/api/deals/{id}/undo', call);
      else await api.POST('/api/deals/{id}/owner', { ...call, body: { owner_id: move.from } });
    },
    onSettled: settle,
  });
  return { move, undo };
}
