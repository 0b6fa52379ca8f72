import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { Chip } from '@/ui/Bits';
import { DayInput } from '@/ui/DayInput';
import { Panel } from '@/ui/Panel';
import { Begin, State } from '@/ui/State';
import { useDeal } from '../context';
import { Choices } from '../influences/form/Choices';
import type { Fact } from './acts';
import css from './around.module.css';
import { FactRow, Names, People, QuickAdd, SavedText, Tap, useFacts } from './parts';

const triggers = ['customer_need', 'plan', 'competitor_move', 'manager_request'] as const;
const commitments = ['none', 'continuation', 'min', 'best'] as const;
const groups = ['rivals', 'committee'] as const;
const limit = 500;

/** The visits to the customer, the latest first: why now, what for, and what came of them. */
export function VisitPanel() {
  const { t, label } = useText();
  const { sheet, today, may } = useDeal();
  return (
    <Panel title={t('visit.title')}>
      {sheet.visits.length === 0 && (
        <State small title={t('visit.none')} act={may('edit') && <Begin />}>
          {t('visit.none.why')}
        </State>
      )}
      {may('edit') && (
        <QuickAdd
          room="visits"
          label={t('visit.new')}
          limit={limit}
          initial={{
            text: '',
            on: today,
            people: [] as string[],
            goal_min: '',
            trigger: undefined as (typeof triggers)[number] | undefined,
          }}
          body={({ text, goal_min, ...rest }) => ({ vbr: text, ...rest, ...(goal_min && { goal_min }) })}
        >
          {({ values, set }) => (
            <>
              <People legend={t('field.people')} value={values.people} onChange={(ids) => set('people', ids)} />
              <SavedText
                label={t('field.goal_min')}
                value={values.goal_min}
                limit={limit}
                onSave={(goal) => set('goal_min', goal ?? '')}
              />
              <Choices
                legend={t('field.visit_trigger')}
                options={triggers.map((value) => ({ value, label: label('trigger', value) }))}
                value={values.trigger}
                onChange={(why) => set('trigger', why)}
              />
              <DayInput label={t('visit.on')} value={values.on} onChange={(day) => set('on', day ?? today)} />
            </>
          )}
        </QuickAdd>
      )}
      <ul className={css.list}>
        {sheet.visits.toReversed().map((one) => (
          <VisitRow key={one.id} one={one} />
        ))}
      </ul>
    </Panel>
  );
}

function VisitRow({ one }: { one: Fact<'visits'> }) {
  const { t, label } = useText();
  const { today, may } = useDeal();
  const format = useFormat();
  const { change, drop } = useFacts('visits');
  const held = one.on <= today;
  return (
    <FactRow
      name={t('visit.of', { day: format.day(one.on) })}
      editor={may('edit') ? <VisitEditor one={one} /> : undefined}
      onDrop={may('edit') ? () => drop(one) : undefined}
    >
      <strong>{format.day(one.on)}</strong>
      {!held && <Chip tone="accent">{t('visit.planned')}</Chip>}
      {one.commitment && <Chip>{label('commitment', one.commitment)}</Chip>}
      {one.group && <Chip>{label('visit_group', one.group)}</Chip>}
      <Names of={one.people} />
      {one.others && <span className={css.small}>{one.others.join(' · ')}</span>}
      {one.vbr ? <span className={css.text}>{one.vbr}</span> : <span className={css.late}>{t('visit.no_reason')}</span>}
      {one.goal_min ? (
        <span className={css.small}>{t('visit.goal', { goal: one.goal_min })}</span>
      ) : (
        <span className={css.late}>{t('visit.no_goal')}</span>
      )}
      {held && !one.commitment && may('edit') && (
        <Choices
          flat
          legend={t('field.commitment')}
          options={commitments.map((value) => ({ value, label: label('commitment', value) }))}
          value={undefined}
          onChange={(commitment) => change(one, { commitment })}
        />
      )}
    </FactRow>
  );
}

function VisitEditor({ one }: { one: Fact<'visits'> }) {
  const { t, label } = useText();
  const { change } = useFacts('visits');
  const { presales = false, map_shared: shared = false } = one;
  const text = (field: 'vbr' | 'goal_best' | 'goal_min') => (
    <SavedText
      label={t(`field.${field}`)}
      value={one[field]}
      limit={limit}
      onSave={(said) => change(one, { [field]: said })}
    />
  );
  return (
    <>
      <People legend={t('field.people')} value={one.people ?? []} onChange={(people) => change(one, { people })} />
      {text('vbr')}
      <div className={css.pair}>
        {text('goal_best')}
        {text('goal_min')}
      </div>
      <SavedText
        label={t('visit.others')}
        value={one.others?.join('、')}
        limit={2000}
        onSave={(said) => change(one, { others: said?.split(/[、,，]/).map((name) => name.trim()) ?? null })}
      />
      <Choices
        legend={t('field.visit_trigger')}
        options={triggers.map((value) => ({ value, label: label('trigger', value) }))}
        value={one.trigger}
        onChange={(trigger) => change(one, { trigger })}
      />
      <Choices
        legend={t('field.commitment')}
        options={commitments.map((value) => ({ value, label: label('commitment', value) }))}
        value={one.commitment}
        onChange={(commitment) => change(one, { commitment })}
      />
      <span className={css.chips}>
        {groups.map((group) => (
          <Tap key={group} on={one.group === group} onChange={(on) => change(one, { group: on ? group : null })}>
            {label('visit_group', group)}
          </Tap>
        ))}
        <Tap on={one.coach_agreed ?? false} onChange={(on) => change(one, { coach_agreed: on })}>
          {t('field.coach_agreed')}
        </Tap>
        <Tap on={presales} onChange={(on) => change(one, { presales: on })}>
          {t('field.presales')}
        </Tap>
        {presales && (
          <Tap on={shared} onChange={(on) => change(one, { map_shared: on })}>
            {t('field.map_shared')}
          </Tap>
        )}
      </span>
      <div className={css.pair}>
        <DayInput label={t('visit.on')} value={one.on} onChange={(on) => on && change(one, { on })} />
        <DayInput
          label={t('field.next_step_on')}
          value={one.next_step_on}
          onChange={(day) => change(one, { next_step_on: day ?? null })}
        />
      </div>
      <SavedText
        long
        label={t('field.remark')}
        value={one.note}
        limit={4000}
        onSave={(note) => change(one, { note })}
      />
    </>
  );
}
