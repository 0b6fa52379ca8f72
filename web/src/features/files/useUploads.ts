import { useRef, useState } from 'react';
import { newKey } from '@/api/client';
import { Problem } from '@/api/problem';
import { useText } from '@/i18n';
import { type FileRow, useFilesChanged } from './queries';
import { send } from './send';

/** One upload as the list shows it: how much has gone, or why it did not. */
export interface Upload {
  key: string;
  /** The record it goes to. */
  to: string;
  file: File;
  share: number;
  fault?: string;
}

/** The uploads to a record, or to another named as they are added: one after the other, each can be tried again or dropped. */
export function useUploads(subject: string, limit: number | undefined, onArrived?: (file: FileRow) => void) {
  const { t } = useText();
  const changed = useFilesChanged();
  const [list, setList] = useState<Upload[]>([]);
  const line = useRef(Promise.resolve());
  const set = (key: string, change: Partial<Upload>) =>
    setList((all) => all.map((one) => (one.key === key ? { ...one, ...change } : one)));
  const drop = (key: string) => setList((all) => all.filter((one) => one.key !== key));
  const start = ({ key, to, file }: Upload) => {
    if (limit !== undefined && file.size > limit) {
      return set(key, { fault: t('file.too_large', { limit: Math.floor(limit / 2 ** 20) }) });
    }
    set(key, { share: 0, fault: undefined });
    line.current = line.current.then(async () => {
      try {
        const arrived = await send({ subject: to, file, key, onSent: (share) => set(key, { share }) });
        await changed();
        drop(key);
        onArrived?.(arrived);
      } catch (error) {
        const lost = error instanceof Problem && error.status === 0;
        const said = error instanceof Problem ? error.message : '';
        set(key, { fault: lost ? t('state.offline.why') : said || t('state.failed.why') });
      }
    });
  };
  const add = (files: Iterable<File>, to = subject) => {
    const fresh = [...files].map((file) => ({ key: newKey(), to, file, share: 0 }));
    setList((all) => [...all, ...fresh]);
    for (const one of fresh) start(one);
  };
  return { list, add, retry: start, drop };
}
