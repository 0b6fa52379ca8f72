import { Button } from '@mantine/core';
import { useState } from 'react';
import { type Key, text, useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { Panel } from '@/ui/Panel';
import { Failure } from '@/ui/State';
import { useDeal } from '../context';
import frame from '../deal.module.css';
import { useTimeline } from '../queries';
import type { TimelineEvent } from '../types';
import { useWords } from '../words';
import { story, type Told } from './story';
import css from './timeline.module.css';

const shownAtFirst = 4;

/** What happened to the deal, newest first: who did what, and every field before and after. */
export function TimelinePanel() {
  const { t } = useText();
  const { sheet } = useDeal();
  const list = useTimeline(sheet.deal.id);
  const events = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className={frame.wide}>
      <Panel title={t('timeline.title')}>
        {list.error && !list.data && <Failure error={list.error} retry={() => void list.refetch()} />}
        {list.data && events.length === 0 && <p className={css.none}>{t('timeline.none')}</p>}
        <ol className={css.list}>
          {events.map((event) => (
            <Entry key={event.id} event={event} />
          ))}
        </ol>
        {list.hasNextPage && (
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('timeline.more')}
          </Button>
        )}
      </Panel>
    </div>
  );
}

function Entry({ event }: { event: TimelineEvent }) {
  const { t, label } = useText();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const lines = story(event);
  const shown = all ? lines : lines.slice(0, shownAtFirst);
  const { criterion = '', from = '', to = '' } = event.params ?? {};
  const params = {
    ...event.params,
    criterion: label('criterion', criterion),
    from: label('stage', from),
    to: label('stage', to),
  };
  const known = label('act', event.act) !== event.act;
  return (
    <li className={css.entry}>
      <p className={css.head}>
        <strong>{event.actor_name ?? t('deal.system')}</strong>
        <span>{known ? text(`act.${event.act}` as Key, params) : event.act}</span>
        <time dateTime={event.at} title={`${format.day(event.at)} ${format.clock(event.at)}`}>
          {format.ago(event.at)}
        </time>
      </p>
      {shown.length > 0 && (
        <ul className={css.lines}>
          {shown.map((line) => (
            <Line key={line.key} line={line} event={event} />
          ))}
        </ul>
      )}
      {lines.length > shown.length && (
        <button type="button" className={css.more} onClick={() => setAll(true)}>
          {t('timeline.rest', { n: lines.length - shown.length })}
        </button>
      )}
    </li>
  );
}

function Line({ line, event }: { line: Told; event: TimelineEvent }) {
  const { t, label } = useText();
  const words = useWords();
  if (line.flag) {
    const title = line.rule ? label('rule', `${line.rule}.title`) : (line.name ?? '');
    const who = words.name(line.about);
    const what = who ? t('flag.about', { name: who, title }) : title;
    return <li>{t(`timeline.flag.${line.flag}`, { flag: what })}</li>;
  }
  const named = line.name && line.name !== event.params?.name;
  return (
    <li>
      {named && <strong>{line.name} </strong>}
      {line.turns.map(({ field, before, after }) => (
        <span key={field} className={css.turn}>
          <span className={css.field}>{words.field(field)}</span>{' '}
          {before !== undefined && before !== null && (
            <>
              <del>{words.value(field, before)}</del> →{' '}
            </>
          )}
          <ins>{words.value(field, after)}</ins>
        </span>
      ))}
    </li>
  );
}
