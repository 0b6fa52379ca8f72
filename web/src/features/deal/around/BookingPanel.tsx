import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '@/i18n';
import { daysBetween, useFormat } from '@/i18n/format';
import { Chip, Money } from '@/ui/Bits';
import { DayInput } from '@/ui/DayInput';
import { Panel } from '@/ui/Panel';
import { Begin, State } from '@/ui/State';
import { useDeal } from '../context';
import { SavedAmount } from '../entries/SavedAmount';
import { Choices } from '../influences/form/Choices';
import { addFact, type Fact } from './acts';
import css from './around.module.css';
import { FactRow, Names, People, Tap, useFacts } from './parts';

const kinds = [
  'professional_consultant',
  'industry_expert',
  'sales_superior',
  'company_executive',
  'partner',
  'model_customer',
] as const;
const effects = ['0', '1', '2', '3', '4', '5'] as const;
const rateAfter = 14; // days, RF-71

/** Whom of ours we bring to the customer, for whom and with what effect. */
export function BookingPanel() {
  const { t, label } = useText();
  const { sheet, today, may, run } = useDeal();
  const [choosing, setChoosing] = useState(false);
  const [fresh, setFresh] = useState<string>();
  const add = (kind: (typeof kinds)[number]) => {
    setChoosing(false);
    void run(async () => setFresh((await addFact('bookings', sheet.deal.id, { kind, on: today })).id));
  };
  const side = may('edit') && sheet.bookings.length > 0 && (
    <Button
      size="compact-md"
      variant="default"
      aria-expanded={choosing}
      leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />}
      onClick={() => setChoosing(!choosing)}
    >
      {t('booking.add')}
    </Button>
  );
  return (
    <Panel title={t('booking.title')} side={side}>
      {choosing && (
        <div className={css.chips}>
          {kinds.map((kind) => (
            <Tap key={kind} on={false} onChange={() => add(kind)}>
              {label('resource_kind', kind)}
            </Tap>
          ))}
        </div>
      )}
      {sheet.bookings.length === 0 && !choosing && (
        <State
          small
          title={t('booking.none')}
          act={may('edit') && <Begin onClick={() => setChoosing(true)}>{t('booking.add')}</Begin>}
        >
          {t('booking.none.why')}
        </State>
      )}
      <ul className={css.list}>
        {sheet.bookings.toReversed().map((one) => (
          <BookingRow key={one.id} one={one} begin={one.id === fresh} />
        ))}
      </ul>
    </Panel>
  );
}

function BookingRow({ one, begin }: { one: Fact<'bookings'>; begin: boolean }) {
  const { t, label } = useText();
  const { today, may } = useDeal();
  const format = useFormat();
  const { drop } = useFacts('bookings');
  const kind = label('resource_kind', one.kind);
  const unrated = one.effect === undefined && daysBetween(one.on, today) > rateAfter;
  return (
    <FactRow
      name={kind}
      begin={begin}
      editor={may('edit') ? <BookingEditor one={one} /> : undefined}
      onDrop={may('edit') ? () => drop(one) : undefined}
    >
      <strong>{kind}</strong>
      <span className={css.small}>{format.day(one.on)}</span>
      <Names of={one.person_id ? [one.person_id] : []} before="→" />
      {one.same_industry && <Chip>{t('field.same_industry')}</Chip>}
      {one.briefed !== undefined && (
        <Chip tone={one.briefed ? 'good' : 'late'}>{t(one.briefed ? 'field.briefed' : 'booking.unbriefed')}</Chip>
      )}
      {one.effect !== undefined && <span className={css.small}>{t('booking.effect', { n: one.effect })}</span>}
      {unrated && <span className={css.late}>{t('booking.unrated')}</span>}
      {one.rule && <span className={css.small}>{label('rule', `${one.rule}.title`)}</span>}
      {one.cost && <Money value={one.cost as { amount: string; currency: string }} />}
    </FactRow>
  );
}

function BookingEditor({ one }: { one: Fact<'bookings'> }) {
  const { t, label } = useText();
  const { sheet } = useDeal();
  const { change } = useFacts('bookings');
  const rules = [...new Set([...sheet.flags.map((flag) => flag.rule), ...(one.rule ? [one.rule] : [])])];
  return (
    <>
      <DayInput label={t('field.on')} value={one.on} onChange={(on) => on && change(one, { on })} />
      <People
        single
        legend={t('booking.for')}
        value={one.person_id ? [one.person_id] : []}
        onChange={([id]) => change(one, { person_id: id ?? null })}
      />
      {rules.length > 0 && (
        <fieldset className={css.set}>
          <legend>{t('booking.rule')}</legend>
          <span className={css.chips}>
            {rules.map((rule) => (
              <Tap key={rule} on={one.rule === rule} onChange={(on) => change(one, { rule: on ? rule : null })}>
                {label('rule', `${rule}.title`)}
              </Tap>
            ))}
          </span>
        </fieldset>
      )}
      <span className={css.chips}>
        <Tap on={one.briefed ?? false} onChange={(briefed) => change(one, { briefed })}>
          {t('field.briefed')}
        </Tap>
        {one.kind === 'model_customer' && (
          <Tap on={one.same_industry ?? false} onChange={(on) => change(one, { same_industry: on })}>
            {t('field.same_industry')}
          </Tap>
        )}
      </span>
      <Choices
        legend={t('field.effect')}
        options={effects.map((value) => ({ value, label: value }))}
        value={effects.find((value) => Number(value) === one.effect)}
        onChange={(effect) => change(one, { effect: Number(effect) })}
      />
      <Cost one={one} />
    </>
  );
}

/** What the resource costs us; sent when the field is left. */
function Cost({ one }: { one: Fact<'bookings'> }) {
  const { t } = useText();
  const { sheet } = useDeal();
  const { change } = useFacts('bookings');
  const currency = one.cost?.currency ?? sheet.deal.amount?.currency ?? 'CNY';
  return (
    <SavedAmount
      name={t('field.cost')}
      currency={currency}
      value={one.cost?.amount}
      disabled={false}
      onChange={(amount) => change(one, { cost: amount ? { amount, currency } : null })}
    />
  );
}
