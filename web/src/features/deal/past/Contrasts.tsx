import { useText } from '@/i18n';
import css from './past.module.css';
import type { Contrast } from './queries';
import { Value } from './Value';

const groups = ['numbers', 'people', 'flags', 'rivals', 'facts'] as const;

const signs = { came: '+', went: '−', changed: '→' } as const;

/** What differs between two days, by the names of the days; a table for each group. */
export function Contrasts({ changes, from, to }: { changes: Contrast[]; from: string; to: string }) {
  return groups.map((group) => {
    const rows = changes.filter((one) => one.group === group);
    return rows.length > 0 && <Group key={group} group={group} rows={rows} from={from} to={to} />;
  });
}

interface GroupProps {
  group: (typeof groups)[number];
  rows: Contrast[];
  from: string;
  to: string;
}

function Group({ group, rows, from, to }: GroupProps) {
  const { t } = useText();
  return (
    <table className={css.group}>
      <caption>{t(`past.group.${group}`)}</caption>
      <thead>
        <tr>
          <th scope="col">{t('past.column.what')}</th>
          <th scope="col">{from}</th>
          <th scope="col">{to}</th>
          <th scope="col">{t('past.column.change')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <tr key={`${one.rule ?? ''}${one.id ?? ''}${one.name ?? ''}${one.field ?? ''}${one.how}`}>
            <th scope="row">
              <What one={one} />
            </th>
            <td data-day={from}>
              <Value one={one} value={one.before} missing={one.how === 'came'} />
            </td>
            <td data-day={to}>
              <Value one={one} value={one.after} missing={one.how === 'went'} />
            </td>
            <td className={css.tone} data-tone={one.tone}>
              <Change one={one} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What differs: a field, a person or rival with a field, or a flag with what it is about. */
function What({ one }: { one: Contrast }) {
  const { label } = useText();
  const field = one.field ? label('past.field', one.field) : '';
  const main = one.rule ? label('rule', `${one.rule}.title`) : (one.name ?? field);
  const sub = one.rule ? [one.name, field] : [one.name ? field : ''];
  return (
    <>
      <span data-own={!one.rule && one.name ? true : undefined}>{main}</span>{' '}
      <span className={css.sub} data-own={one.rule && one.name ? true : undefined}>
        {sub.filter(Boolean).join(' · ')}
      </span>
    </>
  );
}

/** The way of the change as a sign and a word; the colour only repeats them. */
function Change({ one }: { one: Contrast }) {
  const { t } = useText();
  const arrow = one.tone && { better: '▲', worse: '▼' }[one.tone];
  const how = t(`past.how.${one.how}`);
  return (
    <>
      <span aria-hidden="true">{arrow ?? signs[one.how]}</span>{' '}
      {one.how === 'changed' && one.tone ? t(`past.tone.${one.tone}`) : how}
    </>
  );
}
