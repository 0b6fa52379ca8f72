import { useText } from '@/i18n';
import { daysBetween, useFormat } from '@/i18n/format';
import { Chip } from '@/ui/Bits';
import { DayInput } from '@/ui/DayInput';
import { Panel } from '@/ui/Panel';
import { Begin, State } from '@/ui/State';
import { useDeal } from '../context';
import { Choices } from '../influences/form/Choices';
import type { Fact } from './acts';
import css from './around.module.css';
import { FactRow, Names, People, QuickAdd, SavedText, useFacts } from './parts';

const bodies = ['tender', 'design', 'supervision', 'consultant'] as const;

/** Outside parties in the decision, and the checks of what changed at the customer. */
export function OutsidePanel() {
  const { t } = useText();
  const { sheet, today, may } = useDeal();
  return (
    <Panel title={t('outside.title')}>
      <div className={css.halves}>
        <section className={css.half}>
          <h3>{t('outside.bodies')}</h3>
          {sheet.external_bodies.length === 0 && (
            <State small title={t('outside.bodies.none')} act={may('edit') && <Begin />}>
              {t('outside.bodies.none.why')}
            </State>
          )}
          <ul className={css.list}>
            {sheet.external_bodies.map((one) => (
              <BodyRow key={one.id} one={one} />
            ))}
          </ul>
          {may('edit') && <NewBody />}
        </section>
        <section className={css.half}>
          <h3>{t('outside.reviews')}</h3>
          <LastReview writes={may('edit')} />
          {may('edit') && (
            <QuickAdd
              room="change-reviews"
              label={t('outside.review.new')}
              limit={2000}
              initial={{ text: '', on: today }}
              body={(values) => values}
            >
              {({ values, set }) => (
                <DayInput
                  label={t('field.on')}
                  max={today}
                  value={values.on}
                  onChange={(day) => set('on', day ?? today)}
                />
              )}
            </QuickAdd>
          )}
          <ul className={css.list}>
            {sheet.change_reviews.toReversed().map((one) => (
              <ReviewRow key={one.id} one={one} />
            ))}
          </ul>
        </section>
      </div>
    </Panel>
  );
}

function NewBody() {
  const { t } = useText();
  return (
    <QuickAdd
      room="external-bodies"
      label={t('outside.body.new')}
      limit={255}
      initial={{ text: '', kind: undefined as string | undefined, person_id: undefined as string | undefined }}
      body={({ text, ...rest }) => ({ name: text, ...rest })}
    >
      {({ values, set }) => (
        <>
          <Choices
            legend={t('outside.kind')}
            options={bodies.map((code) => ({ value: t(`outside.kind.${code}`), label: t(`outside.kind.${code}`) }))}
            value={values.kind}
            onChange={(kind) => set('kind', kind)}
          />
          <People
            single
            legend={t('outside.person')}
            value={values.person_id ? [values.person_id] : []}
            onChange={([id]) => set('person_id', id)}
          />
        </>
      )}
    </QuickAdd>
  );
}

function BodyRow({ one }: { one: Fact<'external_bodies'> }) {
  const { t } = useText();
  const { may } = useDeal();
  const { change, drop } = useFacts('external-bodies');
  const editor = may('edit') && (
    <>
      <SavedText
        label={t('field.name')}
        value={one.name}
        limit={255}
        required
        onSave={(name) => name && change(one, { name })}
      />
      <SavedText label={t('outside.kind')} value={one.kind} limit={100} onSave={(kind) => change(one, { kind })} />
      <People
        single
        legend={t('outside.person')}
        value={one.person_id ? [one.person_id] : []}
        onChange={([id]) => change(one, { person_id: id ?? null })}
      />
    </>
  );
  return (
    <FactRow name={one.name} editor={editor || undefined} onDrop={may('edit') ? () => drop(one) : undefined}>
      <strong>{one.name}</strong>
      {one.kind && <Chip>{one.kind}</Chip>}
      <Names of={one.person_id ? [one.person_id] : []} />
      {!one.person_id && <span className={css.late}>{t('outside.unmapped')}</span>}
    </FactRow>
  );
}

function LastReview({ writes }: { writes: boolean }) {
  const { t } = useText();
  const { sheet, today } = useDeal();
  const last = sheet.change_reviews.at(-1);
  if (!last) {
    return (
      <State small title={t('outside.reviews.none')} act={writes && <Begin />}>
        {t('outside.reviews.none.why')}
      </State>
    );
  }
  const days = daysBetween(last.on, today);
  return <p className={css.none}>{t('outside.review.last', { n: days })}</p>;
}

function ReviewRow({ one }: { one: Fact<'change_reviews'> }) {
  const { t } = useText();
  const { may } = useDeal();
  const format = useFormat();
  const { change, drop } = useFacts('change-reviews');
  const day = format.day(one.on);
  const editor = may('edit') && (
    <SavedText
      long
      required
      label={t('field.text')}
      value={one.text}
      limit={2000}
      onSave={(text) => text && change(one, { text })}
    />
  );
  return (
    <FactRow name={day} editor={editor || undefined} onDrop={may('edit') ? () => drop(one) : undefined}>
      <span className={css.small}>{day}</span>
      <span>{one.text}</span>
    </FactRow>
  );
}
