import { MultiSelect } from '@mantine/core';
import { useText } from '@/i18n';
import { DayInput } from '@/ui/DayInput';
import { PersonPicker } from '@/ui/Pickers';
import { useDeal } from '../../context';
import { contacts } from '../../types';
import { Choices } from './Choices';
import type { PartProps } from './draft';
import css from './form.module.css';
import { Why } from './Why';

/** How near we are to the person, who of us meets him, and whom he sways. */
export function NearSection({ draft, before, self }: PartProps & { self: string | undefined }) {
  const { t, label } = useText();
  const { sheet, today } = useDeal();
  const { values, errors } = draft;
  const others = sheet.influences.filter((person) => person.id !== self);
  return (
    <div className={css.section}>
      <Choices
        legend={t('fact.contact')}
        options={contacts.map((level) => ({ value: String(level), label: label('contact', String(level)) }))}
        value={String(values.contact)}
        onChange={(level) => draft.set('contact', Number(level))}
      />
      <Why draft={draft} before={before} group="contact" />
      <div className={css.pair}>
        <DayInput
          label={t('fact.last')}
          max={today}
          value={values.last_contact_on}
          error={errors.last_contact_on}
          onChange={(day) => draft.set('last_contact_on', day)}
        />
        <PersonPicker
          label={t('fact.counterpart')}
          value={values.counterpart_id}
          error={errors.counterpart_id}
          onChange={(id) => draft.set('counterpart_id', id)}
        />
      </div>
      {others.length > 0 && (
        <MultiSelect
          label={t('person.sways')}
          placeholder={values.sways.length === 0 ? t('person.sways.none') : undefined}
          data={others.map(({ id, name }) => ({ value: id, label: name }))}
          value={values.sways}
          onChange={(ids) => draft.set('sways', ids)}
          clearable
        />
      )}
    </div>
  );
}
