import { Skeleton } from '@mantine/core';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { DayInput } from '@/ui/DayInput';
import { PageHead, Panel } from '@/ui/Panel';
import { Failure } from '@/ui/State';
import { useSheet } from '../queries';
import type { SheetSearch } from '../search';
import css from './past.module.css';
import { type Contrast, useComparison, useHistory } from './queries';
import { Value } from './Value';

interface Props {
  deal: string;
  search: SheetSearch & { on: string; from: string };
  onSearch: (search: SheetSearch) => void;
}

const groups = ['numbers', 'people', 'flags', 'rivals', 'facts'] as const;

const signs = { came: '+', went: '−', changed: '→' } as const;

/** Two days of a deal side by side: what differs, in which way, and for whom it is good. */
export default function CompareView({ deal, search, onSearch }: Props) {
  const { t } = useText();
  const format = useFormat();
  const { from, on: at } = search;
  const found = useComparison(deal, from, at);
  const history = useHistory(deal).data;
  const name = useSheet(deal, at).data?.deal.name;
  const title = t('past.compare.title', { from: format.day(from), to: format.day(at) });
  const changes = found.data?.changes ?? [];
  const count = (tone: Contrast['tone']) => changes.filter((one) => one.tone === tone).length;
  return (
    <>
      {name && <PageHead title={<span data-own>{name}</span>} />}
      <Panel title={title}>
        <div className={css.ends}>
          <DayInput
            label={t('past.from')}
            value={from}
            min={history?.first}
            max={at}
            onChange={(day) => day && onSearch({ ...search, from: day })}
          />
          <DayInput
            label={t('past.to')}
            value={at}
            min={from}
            max={history?.last}
            onChange={(day) => day && onSearch({ ...search, on: day })}
          />
        </div>
        {found.error && <Failure error={found.error} retry={() => void found.refetch()} />}
        {!found.data && !found.error && (
          <Skeleton height={240} radius="lg" role="status" aria-label={t('state.loading')} />
        )}
        {found.data && !found.error && (
          <>
            <p role="status">
              {changes.length === 0
                ? t('past.compare.same')
                : t('past.compare.sum', { n: changes.length, better: count('better'), worse: count('worse') })}
            </p>
            {Boolean(found.data.erased) && <p>{t('past.erased.sum', { n: found.data.erased ?? 0 })}</p>}
            {groups.map((group) => {
              const rows = changes.filter((one) => one.group === group);
              return rows.length > 0 && <Group key={group} group={group} rows={rows} from={from} to={at} />;
            })}
          </>
        )}
      </Panel>
    </>
  );
}

interface GroupProps {
  group: (typeof groups)[number];
  rows: Contrast[];
  from: string;
  to: string;
}

function Group({ group, rows, from, to }: GroupProps) {
  const { t } = useText();
  const format = useFormat();
  return (
    <table className={css.group}>
      <caption>{t(`past.group.${group}`)}</caption>
      <thead>
        <tr>
          <th scope="col">{t('past.column.what')}</th>
          <th scope="col">{format.day(from)}</th>
          <th scope="col">{format.day(to)}</th>
          <th scope="col">{t('past.column.change')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <tr key={`${one.rule ?? ''}${one.id ?? ''}${one.name ?? ''}${one.field ?? ''}${one.how}`}>
            <th scope="row">
              <What one={one} />
            </th>
            <td data-day={format.day(from)}>
              <Value one={one} value={one.before} missing={one.how === 'came'} />
            </td>
            <td data-day={format.day(to)}>
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
