import { Select, TextInput } from '@mantine/core';
import { useText } from '@/i18n';
import { DayInput } from '@/ui/DayInput';
import { useDeal } from '../../context';
import { type Origin, origins } from '../../types';
import { useWords } from '../../words';
import { type Group, observedGroups, type Values, whyOf } from '../values';
import type { PersonDraft } from './draft';
import css from './form.module.css';

interface LinesProps {
  draft: PersonDraft;
  before: Values;
  groups: Group[];
}

/** How the changed values are known: for each the day, the source and the evidence, in one line. */
export function WhyLines({ draft, before, groups }: LinesProps) {
  const { t } = useText();
  if (groups.length === 0) return null;
  return (
    <fieldset className={css.why}>
      <legend className={css.legend}>{t('person.why')}</legend>
      {groups.map((group) => (
        <WhyLine key={group} draft={draft} before={before} group={group} />
      ))}
    </fieldset>
  );
}

function WhyLine({ draft, before, group }: { draft: PersonDraft; before: Values; group: Group }) {
  const { t, label } = useText();
  const words = useWords();
  const { today } = useDeal();
  const why = whyOf(draft.values, group, today);
  const set = (change: Partial<typeof why>) =>
    draft.set('why', { ...draft.values.why, [group]: { ...why, ...change } });
  const name = t(`person.group.${group}`);
  const said = observedGroups[group]
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(draft.values[field]))
    .map((field) => `${words.value(field, before[field])} → ${words.value(field, draft.values[field])}`);
  return (
    <div className={css.whyLine}>
      <span className={css.changed}>
        <strong>{name}</strong> {said.join(' · ')}
      </span>
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
