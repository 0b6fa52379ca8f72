// What others changed since the reader last looked, said once at the top and marked quietly where it stands.
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { Story } from '@/features/timeline/Story';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { useFirst } from '@/ui/useFirst';
import { useDeal } from '../context';
import { useSince } from '../queries';
import { useWords } from '../words';
import css from './brief.module.css';

const Changed = createContext<ReadonlySet<string>>(new Set());

/** Gives the parts below the records that changed. */
export function ChangesProvider({ children }: { children: ReactNode }) {
  const { deal } = useDeal().sheet;
  const items = useSince(deal.id).data?.items;
  const ids = useMemo(
    () => new Set((items ?? []).flatMap(({ changes }) => changes.flatMap(({ id, about_id }) => [id, about_id ?? id]))),
    [items],
  );
  return <Changed value={ids}>{children}</Changed>;
}

/** A quiet mark before what changed since the last look. */
export function Mark({ of }: { of: string }) {
  const { t } = useText();
  if (!useContext(Changed).has(of)) return null;
  return (
    <span className={css.new} title={t('brief.changed')}>
      <span className="visually-hidden">{t('brief.changed')}</span>
    </span>
  );
}

const shownAtFirst = 3;

/** What others did since the last look, newest first. */
export function Since() {
  const { t } = useText();
  const format = useFormat();
  const words = useWords();
  const { deal } = useDeal().sheet;
  const { data } = useSince(deal.id);
  const { shown, more } = useFirst(data?.items ?? [], shownAtFirst);
  if (!data) return null;
  const day = data.looked_at ? format.moment(data.looked_at) : '';
  if (data.items.length === 0) {
    return <p className={css.since}>{data.looked_at ? t('brief.nothing_new', { day }) : t('brief.first_look')}</p>;
  }
  return (
    <section className={css.since} aria-label={t('brief.since', { day })}>
      <p>{t('brief.since', { day })}</p>
      <Story events={shown} words={words} />
      {more}
    </section>
  );
}
