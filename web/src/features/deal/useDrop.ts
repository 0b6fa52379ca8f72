import { api, data } from '@/api/client';
import type { paths } from '@/api/schema';
import { useText } from '@/i18n';
import { sayUndo } from '@/ui/toast';
import { useDeal } from './context';

/** A kind of things that people write about a deal. */
export type EntryKind = paths['/api/entries/{kind}/{id}/restore']['post']['parameters']['path']['kind'];

const restore = (kind: EntryKind, id: string) =>
  data(api.POST('/api/entries/{kind}/{id}/restore', { params: { path: { kind, id } } }));

/** Takes something off the deal, and offers to take that back. Tells whether it went well. */
export function useDrop() {
  const { t } = useText();
  const { run } = useDeal();
  return async (kind: EntryKind, id: string, drop: () => Promise<unknown>) => {
    const gone = await run(drop);
    if (gone) sayUndo(t('trash.entry_dropped'), () => void run(() => restore(kind, id)));
    return gone;
  };
}
