import { Button } from '@mantine/core';
import { useState } from 'react';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { Chip } from '@/ui/Bits';
import { DayInput } from '@/ui/DayInput';
import type { Fact } from '../around/acts';
import css from '../around/around.module.css';
import { FactRow, QuickAdd, useFacts } from '../around/parts';
import { useDeal } from '../context';
import { Choices } from '../influences/form/Choices';
import type { Competitor } from '../types';

const shownAtFirst = 3;
const kinds = ['other', 'bid_price'] as const;

/** What we heard of a rival, the latest first, and a line to note more. */
export function RivalNews({ rival }: { rival: Competitor }) {
  const { t, label } = useText();
  const { sheet, today, may } = useDeal();
  const [all, setAll] = useState(false);
  const news = sheet.intel.filter((one) => one.competitor_id === rival.id).toReversed();
  const shown = all ? news : news.slice(0, shownAtFirst);
  return (
    <>
      <ul className={css.list}>
        {shown.map((one) => (
          <NewsRow key={one.id} one={one} />
        ))}
      </ul>
      {news.length > shown.length && (
        <Button size="compact-xs" variant="subtle" onClick={() => setAll(true)}>
          {t('rival.news.all', { n: news.length })}
        </Button>
      )}
      {may('edit') && (
        <QuickAdd
          room="intel"
          name={`intel.${rival.id}`}
          label={t('rival.news.new')}
          limit={2000}
          initial={{ text: '', on: today, kind: 'other' as (typeof kinds)[number] }}
          body={(values) => ({ ...values, competitor_id: rival.id })}
        >
          {({ values, set, errors }) => (
            <>
              <Choices
                flat
                legend={t('rival.news.kind')}
                options={kinds.map((value) => ({ value, label: label('intel_kind', value) }))}
                value={values.kind}
                onChange={(kind) => set('kind', kind)}
                note={values.kind === 'bid_price' ? t('rival.sealed') : undefined}
                error={errors.kind}
              />
              <DayInput
                label={t('rival.news.on')}
                max={today}
                value={values.on}
                onChange={(day) => set('on', day ?? today)}
              />
            </>
          )}
        </QuickAdd>
      )}
    </>
  );
}

function NewsRow({ one }: { one: Fact<'intel'> }) {
  const { label } = useText();
  const { may } = useDeal();
  const format = useFormat();
  const { drop } = useFacts('intel');
  return (
    <FactRow name={one.text} onDrop={may('edit') ? () => drop(one) : undefined}>
      <span className={css.small}>{format.day(one.on)}</span>
      {one.kind === 'bid_price' && <Chip>{label('intel_kind', one.kind)}</Chip>}
      <span>{one.text}</span>
    </FactRow>
  );
}
