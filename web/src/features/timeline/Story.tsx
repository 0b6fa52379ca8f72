// What happened, as a list: who did what and when, and each field before and after.
import { useState } from 'react';
import type { components } from '@/api/schema';
import { type Key, text, useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { story, type Told } from './story';
import css from './timeline.module.css';
import type { Words } from './words';

type Happening = components['schemas']['Happening'];

const shownAtFirst = 4;

/** Events, newest first. */
export function Story({ events, words }: { events: Happening[]; words: Words }) {
  return (
    <ol className={css.list}>
      {events.map((event) => (
        <Entry key={event.id} event={event} words={words} />
      ))}
    </ol>
  );
}

function Entry({ event, words }: { event: Happening; words: Words }) {
  const { t, label } = useText();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const lines = story(event);
  const shown = all ? lines : lines.slice(0, shownAtFirst);
  const { criterion = '', rule = '', from = '', to = '', decision = '' } = event.params ?? {};
  const params = {
    ...event.params,
    ...(event.kind === 'account_event' && { kind: label('account_event', event.params?.kind ?? '') }),
    ...(event.kind === 'info_item' && { name: label('info', event.params?.name ?? '') }),
    criterion: label('criterion', criterion),
    rule: label('rule', `${rule}.title`),
    from: label('stage', from),
    to: label('stage', to),
    decision: label('review_decision', decision),
  };
  const known = label('act', event.act) !== event.act;
  return (
    <li className={css.entry}>
      <p className={css.head}>
        <strong>{event.actor_name ?? t('timeline.system')}</strong>
        <span>{known ? text(`act.${event.act}` as Key, params) : event.act}</span>
        <time dateTime={event.at} title={format.moment(event.at)}>
          {format.ago(event.at)}
        </time>
      </p>
      {shown.length > 0 && (
        <ul className={css.lines}>
          {shown.map((line) => (
            <Line key={line.key} line={line} event={event} words={words} />
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

function Line({ line, event, words }: { line: Told; event: Happening; words: Words }) {
  const { t, label } = useText();
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
      {line.turns.map(({ kind, field, before, after }) => (
        <span key={field} className={css.turn}>
          <span className={css.field}>{words.field(field, kind)}</span>{' '}
          {before !== undefined && before !== null && (
            <>
              <del>{words.value(field, before, kind)}</del> →{' '}
            </>
          )}
          <ins>{words.value(field, after, kind)}</ins>
        </span>
      ))}
    </li>
  );
}
