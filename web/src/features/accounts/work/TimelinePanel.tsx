import { Button } from '@mantine/core';
import { type Key, useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { Panel } from '@/ui/Panel';
import { Failure } from '@/ui/State';
import type { Difference, Happening } from '../types';
import { useTimeline } from './queries';
import { useSaid } from './said';
import css from './work.module.css';

/** What happened to a record: who did what and when, and each field before and after. */
export function TimelinePanel({ subject }: { subject: string }) {
  const { t } = useText();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useTimeline(subject);
  if (error && !data) return <Failure error={error} retry={() => void refetch()} />;
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel title={t('account.tab.timeline')}>
      {data && items.length === 0 && <p className={css.none}>{t('timeline.none')}</p>}
      <ol className={css.timeline}>
        {items.map((item) => (
          <Event key={item.id} item={item} />
        ))}
      </ol>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('timeline.more')}
        </Button>
      )}
    </Panel>
  );
}

function Event({ item }: { item: Happening }) {
  const { t } = useText();
  const format = useFormat();
  const fields = shown(item.changes);
  return (
    <li>
      <p className={css.meta}>
        <strong>{item.actor_name ?? t('timeline.system')}</strong>
        <span>{t(`act.${item.act}` as Key, item.params ?? {})}</span>
        <time dateTime={item.at} title={item.at}>
          {format.ago(item.at)}
        </time>
      </p>
      {fields.length > 0 && (
        <ul className={css.changes}>
          {fields.map((change) => (
            <Change key={`${change.id}.${change.field}`} change={change} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** The changed fields of an event; an observation and the value that follows from it are said once. */
export function shown(changes: Difference[]): Difference[] {
  const said = new Map<string, Difference>();
  for (const change of changes) {
    if (!change.field) continue;
    const key = JSON.stringify([change.about_id ?? change.id, change.field, change.after]);
    if (!said.has(key)) said.set(key, change);
  }
  return [...said.values()];
}

function Change({ change }: { change: Difference }) {
  const said = useSaid();
  const before = said.value(change, change.before);
  return (
    <li>
      <span className={css.field}>{said.field(change)}</span>
      {before && <del>{before}</del>}
      {before && <span aria-hidden="true">→</span>}
      <ins>{said.value(change, change.after) || '–'}</ins>
    </li>
  );
}
