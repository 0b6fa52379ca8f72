import { Skeleton } from '@mantine/core';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { DayInput } from '@/ui/DayInput';
import { PageHead, Panel } from '@/ui/Panel';
import { Failure } from '@/ui/State';
import { useSheet } from '../queries';
import type { SheetSearch } from '../search';
import { Contrasts } from './Contrasts';
import css from './past.module.css';
import { type Contrast, useComparison, useHistory } from './queries';

interface Props {
  deal: string;
  search: SheetSearch & { on: string; from: string };
  onSearch: (search: SheetSearch) => void;
}

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
            <Contrasts changes={changes} from={format.day(from)} to={format.day(at)} />
          </>
        )}
      </Panel>
    </>
  );
}
