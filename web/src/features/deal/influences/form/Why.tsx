import { Select, TextInput } from '@mantine/core';
import { useText } from '@/i18n';
import { DayInput } from '@/ui/DayInput';
import { useDeal } from '../../context';
import { type Origin, origins } from '../../types';
import { useWords } from '../../words';
import { changedGroups, firstDay, type Group, observedGroups, type Values, whyOf } from '../values';
import type { PersonDraft } from './draft';
import css from './form.module.css';

interface WhyProps {
  draft: PersonDraft;
  /** The values before; absent for a person who is being added. */
  before: Values | undefined;
  group: Group;
}

/** How a changed value is known: the day, the source and the evidence in one line; nothing while it is unchanged. */
export function Why({ draft, before, group }: WhyProps) {
  if (!before || !changedGroups(before, draft.values).includes(group)) return null;
  return <WhyLine draft={draft} before={before} group={group} />;
}

/** How everything about a new person is known. */
export function FirstWhy({ draft }: { draft: PersonDraft }) {
  const { t } = useText();
  return (
    <fieldset className={css.section}>
      <legend className={css.legend}>{t('person.why')}</legend>
      <WhyLine draft={draft} before={undefined} group="support" />
    </fieldset>
  );
}

function WhyLine({ draft, before, group }: WhyProps) {
  const { t, label } = useText();
  const words = useWords();
  const { today } = useDeal();
  const why = whyOf(draft.values, group, before ? today : firstDay(draft.values, today));
  const set = (change: Partial<typeof why>) =>
    draft.set('why', { ...draft.values.why, [group]: { ...why, ...change } });
  const name = before ? t(`person.group.${group}`) : t('person.why');
  const said = (before ? observedGroups[group] : [])
    .filter((field) => JSON.stringify(before?.[field]) !== JSON.stringify(draft.values[field]))
    .map((field) => `${words.value(field, before?.[field])} → ${words.value(field, draft.values[field])}`);
  return (
    <div className={css.whyLine}>
      {before && (
        <span className={css.changed}>
          <strong>{name}</strong> {said.join(' · ')}
        </span>
      )}
      <DayInput
        aria-label={t('person.why.on', { field: name })}
        max={today}
        value={why.on}
        error={draft.errors.on}
        onChange={(on) => set({ on: on ?? today })}
      />
      <Select
        aria-label={t('person.why.source', { field: name })}
        allowDeselect={false}
        data={origins.map((origin) => ({ value: origin, label: label('origin', origin) }))}
        value={why.source}
        onChange={(source) => source && set({ source: source as Origin })}
      />
      <TextInput
        aria-label={t('person.why.evidence', { field: name })}
        placeholder={t('person.why.hint')}
        maxLength={2000}
        value={why.evidence}
        onChange={(event) => set({ evidence: event.currentTarget.value })}
      />
    </div>
  );
}
