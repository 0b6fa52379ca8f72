// What every part of the page shares: the sheet, what the viewer may do, and how a change is sent.
import { useQueryClient } from '@tanstack/react-query';
import { createContext, lazy, type ReactNode, Suspense, useContext, useMemo, useState } from 'react';
import { isProblem } from '@/api/problem';
import { useSession } from '@/api/session';
import { sayRefused } from '@/ui/toast';
import { dealKeys } from './keys';
import type { Sheet } from './types';
import { type EditDeal, useEditDeal } from './useEditDeal';

const ConflictDialog = lazy(() => import('./Conflict'));

/** A change that was made on an older version: what was meant, and how to send it on the new one. */
export interface Conflict {
  kind: 'deal' | 'influence' | 'rival';
  id: string;
  mine: Record<string, unknown>;
  again: (version: number) => Promise<unknown>;
}

type May = Sheet['deal']['may'][number];

interface DealPage {
  sheet: Sheet;
  today: string;
  /** The sheet is one of earlier: it is read only, and what is of now does not belong beside it. */
  past: boolean;
  may: (act: May) => boolean;
  edit: EditDeal['edit'];
  save: EditDeal['save'];
  /** Runs an act; a refusal is said, a conflict is shown, and the page is read again. Tells whether it went well. */
  run: (act: () => Promise<unknown>, conflict?: Conflict) => Promise<boolean>;
  /** Shows a conflict; false when the error is none. */
  conflicted: (error: unknown, conflict: Conflict) => boolean;
}

const Context = createContext<DealPage | undefined>(undefined);

/** The deal of the page. */
export function useDeal(): DealPage {
  const page = useContext(Context);
  if (!page) throw new Error('outside of a deal page');
  return page;
}

/** Gives the parts below what they share. */
export function DealProvider({ sheet, children }: { sheet: Sheet; children: ReactNode }) {
  const client = useQueryClient();
  const { workspace } = useSession();
  const [conflict, setConflict] = useState<Conflict>();
  const id = sheet.deal.id;
  const acts = useMemo(() => {
    const conflicted = (error: unknown, found: Conflict) => {
      if (!isProblem(error) || error.status !== 412) return false;
      setConflict(found);
      return true;
    };
    const run = async (act: () => Promise<unknown>, found?: Conflict) => {
      try {
        await act();
        return true;
      } catch (error) {
        if (!found || !conflicted(error, found)) sayRefused(error);
        return false;
      } finally {
        void client.invalidateQueries({ queryKey: dealKeys.all(id) });
        void client.invalidateQueries({ queryKey: ['task'] });
      }
    };
    return { conflicted, run };
  }, [client, id]);
  const edits = useEditDeal(id, acts.conflicted);
  const page: DealPage = {
    sheet,
    today: sheet.as_of ?? workspace.today,
    past: sheet.as_of !== undefined,
    may: (act) => sheet.deal.may.includes(act),
    ...edits,
    ...acts,
  };
  return (
    <Context value={page}>
      {children}
      <Suspense>{conflict && <ConflictDialog conflict={conflict} onClose={() => setConflict(undefined)} />}</Suspense>
    </Context>
  );
}
