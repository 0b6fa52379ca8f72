// Changes of the deal's own fields. They are shown at once and sent one after the other, each on the version that the
// one before has made, so that quick taps never refuse each other.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { api, data, ifMatch } from '@/api/client';
import type { components } from '@/api/schema';
import { sayRefused } from '@/ui/toast';
import type { Conflict } from './context';
import { dealKeys } from './keys';
import type { Deal, DealPatch, Sheet } from './types';

/** Changes fields of the deal; null clears. */
export interface EditDeal {
  /** For one tap: a refusal is said at the edge of the screen. */
  edit: (patch: DealPatch) => Promise<void>;
  /** For a form: a refusal is thrown, so that it stands beside the fields. */
  save: (patch: DealPatch) => Promise<void>;
}

type Schemas = components['schemas'];

function sendDeal(id: string, version: number, patch: DealPatch): Promise<Deal> {
  const body = patch as Schemas['DealFieldsPatch'];
  const call = { params: { path: { id } }, headers: ifMatch(version), body };
  return data(api.PATCH('/api/deals/{id}', call)) as Promise<Deal>;
}

/** The deal with a change on top. */
export function patched(deal: Deal, patch: DealPatch): Deal {
  const after: Record<string, unknown> = { ...deal };
  for (const [field, value] of Object.entries(patch)) {
    if (value === null) delete after[field];
    else after[field] = value;
  }
  return after as unknown as Deal;
}

/** Gives the function that changes the deal of a page. */
export function useEditDeal(id: string, conflicted: (error: unknown, conflict: Conflict) => boolean): EditDeal {
  const client = useQueryClient();
  const waiting = useRef<DealPatch[]>([]);
  const line = useRef<Promise<unknown>>(Promise.resolve());
  const save = useCallback(
    (patch: DealPatch): Promise<void> => {
      const key = dealKeys.sheet(id);
      const show = (change: (deal: Deal) => Deal) =>
        client.setQueryData<Sheet>(key, (sheet) => sheet && { ...sheet, deal: change(sheet.deal) });
      waiting.current.push(patch);
      void client.cancelQueries({ queryKey: key });
      show((deal) => patched(deal, patch));
      const send = async (): Promise<void> => {
        const version = client.getQueryData<Sheet>(key)?.deal.version ?? 0;
        try {
          const saved = await sendDeal(id, version, patch);
          waiting.current.shift();
          show((deal) => waiting.current.reduce(patched, { ...deal, ...saved, may: deal.may }));
        } catch (error) {
          waiting.current.shift();
          const again = (newer: number) => sendDeal(id, newer, patch);
          if (!conflicted(error, { kind: 'deal', id, mine: patch, again })) throw error;
        } finally {
          if (waiting.current.length === 0) void client.invalidateQueries({ queryKey: ['deal'] });
        }
      };
      const turn = line.current.then(send);
      line.current = turn.catch(() => undefined);
      return turn;
    },
    [client, id, conflicted],
  );
  const edit = useCallback((patch: DealPatch) => save(patch).catch(sayRefused), [save]);
  return { edit, save };
}
