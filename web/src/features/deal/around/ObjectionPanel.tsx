import { Button } from '@mantine/core';
import { useText } from '@/i18n';
import { daysBetween, useFormat } from '@/i18n/format';
import { Chip } from '@/ui/Bits';
import { DayInput } from '@/ui/DayInput';
import { Panel } from '@/ui/Panel';
import { Begin, State } from '@/ui/State';
import { useDeal } from '../context';
import type { Fact } from './acts';
import css from './around.module.css';
import { FactRow, Names, People, QuickAdd, SavedText, useFacts } from './parts';

const limit = 2000;
const longOpen = 10; // days, method 7.6

/** What somebody at the customer has against it, and whether it is settled. */
export function ObjectionPanel() {
  const { t } = useText();
  const { sheet, today, may } = useDeal();
  const list = sheet.objections.toSorted((a, b) => (a.settled_on ?? '').localeCompare(b.settled_on ?? ''));
  return (
    <Panel title={t('objection.title')}>
      {list.length === 0 && (
        <State small title={t('objection.none')} act={may('edit') && <Begin />}>
          {t('objection.none.why')}
        </State>
      )}
      <ul className={css.list}>
        {list.map((one) => (
          <ObjectionRow key={one.id} one={one} />
        ))}
      </ul>
      {may('edit') && (
        <QuickAdd
          room="objections"
          label={t('objection.new')}
          limit={limit}
          initial={{ text: '', person_id: undefined as string | undefined }}
          body={(values) => ({ ...values, on: today })}
        >
          {({ values, set }) => (
            <People
              single
              legend={t('objection.whose')}
              value={values.person_id ? [values.person_id] : []}
              onChange={([id]) => set('person_id', id)}
            />
          )}
        </QuickAdd>
      )}
    </Panel>
  );
}

function ObjectionRow({ one }: { one: Fact<'objections'> }) {
  const { t } = useText();
  const { today, may } = useDeal();
  const format = useFormat();
  const { change, drop } = useFacts('objections');
  const open = one.on && !one.settled_on ? daysBetween(one.on, today) : 0;
  const editor = may('edit') && (
    <>
      <SavedText
        long
        required
        label={t('field.text')}
        value={one.text}
        limit={limit}
        onSave={(text) => text && change(one, { text })}
      />
      <People
        single
        legend={t('objection.whose')}
        value={one.person_id ? [one.person_id] : []}
        onChange={([id]) => change(one, { person_id: id ?? null })}
      />
      <div className={css.pair}>
        <DayInput
          label={t('objection.on')}
          max={today}
          value={one.on}
          onChange={(day) => change(one, { on: day ?? null })}
        />
        <DayInput
          label={t('field.settled_on')}
          min={one.on}
          max={today}
          value={one.settled_on}
          onChange={(day) => change(one, { settled_on: day ?? null })}
        />
      </div>
    </>
  );
  return (
    <FactRow name={one.text} editor={editor || undefined} onDrop={may('edit') ? () => drop(one) : undefined}>
      <span>{one.text}</span>
      <Names of={one.person_id ? [one.person_id] : []} />
      {one.settled_on && <Chip tone="good">{t('objection.settled', { day: format.day(one.settled_on) })}</Chip>}
      {open > 0 && <span className={open > longOpen ? css.late : css.small}>{t('objection.open', { n: open })}</span>}
      {may('edit') && !one.settled_on && (
        <Button size="compact-xs" variant="subtle" onClick={() => change(one, { settled_on: today })}>
          {t('objection.settle')}
        </Button>
      )}
    </FactRow>
  );
}
