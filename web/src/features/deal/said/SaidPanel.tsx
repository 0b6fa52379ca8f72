import { lazy, type ReactNode, Suspense } from 'react';
import { useText } from '@/i18n';
import { chance, number } from '@/i18n/format';
import { Money, Unknown } from '@/ui/Bits';
import { Panel } from '@/ui/Panel';
import { useDeal } from '../context';
import type { SheetSearch } from '../search';
import css from './said.module.css';
import { signed } from './signed';

const PartsDrawer = lazy(() => import('./PartsDrawer'));

interface SaidProps {
  search: SheetSearch;
  onSearch: (search: SheetSearch) => void;
}

/** What the method says of an open deal; every number, symptom and strength opens into its parts. */
export function SaidPanel({ search, onSearch }: SaidProps) {
  const { t } = useText();
  const { sheet } = useDeal();
  if (!sheet.health || !sheet.parts) return null;
  const open = (part: string) => onSearch({ ...search, part });
  return (
    <Panel flush title={t('said.title')}>
      <Numbers onOpen={open} />
      <Marks onOpen={open} />
      <Suspense>
        {search.part && <PartsDrawer part={search.part} onClose={() => onSearch({ ...search, part: undefined })} />}
      </Suspense>
    </Panel>
  );
}

function Numbers({ onOpen }: { onOpen: (part: string) => void }) {
  const { t, label } = useText();
  const { sheet } = useDeal();
  const { score, deal } = sheet;
  const unknown = <Unknown title={t('value.unknown')} />;
  const tiles: [string, string, ReactNode][] = [
    ['health', t('health.dhi'), sheet.health?.dhi],
    ['score', t('qualify.risk'), score.final ? number(score.score20) : `${number(score.min)}–${number(score.max)}`],
    ['chance', t('deal.field.win_prob'), chance(deal.win_prob || undefined)],
    ['forecast', t('said.forecast'), <Money key="forecast" value={sheet.forecast} />],
    ['adjusted', t('said.adjusted'), <Money key="adjusted" value={sheet.forecast_adjusted} />],
    ['gap', t('said.gap'), sheet.temperature_gap === undefined ? unknown : signed(sheet.temperature_gap)],
    ['bid', t('said.bid'), label('bid_decision', sheet.bid?.decision)],
  ];
  return (
    <div className={css.numbers}>
      {tiles.map(([part, name, value]) => (
        <button
          key={part}
          type="button"
          className={css.tile}
          title={t('said.open', { name })}
          onClick={() => onOpen(part)}
        >
          <span className={css.name}>{name}</span>
          <strong className={css.value}>{value}</strong>
        </button>
      ))}
    </div>
  );
}

function Marks({ onOpen }: { onOpen: (part: string) => void }) {
  const { t, label } = useText();
  const { sheet } = useDeal();
  return (
    <>
      <section className={css.marks} aria-label={t('said.symptoms')}>
        <h3 className={css.name}>{t('said.symptoms')}</h3>
        {sheet.symptoms.map(({ id, state }) => (
          <button key={id} type="button" className={css.mark} data-state={state} onClick={() => onOpen(id)}>
            {label('symptom', `${id}.title`)}
            <span className={css.state}>{label('symptom_state', state)}</span>
          </button>
        ))}
      </section>
      <section className={css.marks} aria-label={t('said.bells')}>
        <h3 className={css.name}>{t('said.bells')}</h3>
        {sheet.bells.length === 0 && <span className={css.none}>{t('said.bells.none')}</span>}
        {sheet.bells.map(({ id }) => (
          <button key={id} type="button" className={css.mark} onClick={() => onOpen(id)}>
            {label('strength', `${id}.title`)}
          </button>
        ))}
      </section>
    </>
  );
}
