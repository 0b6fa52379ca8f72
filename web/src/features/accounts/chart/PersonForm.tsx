import { Button, Drawer, Select, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useText } from '@/i18n';
import { FormProblem } from '@/ui/FormProblem';
import { bind, useDraft } from '@/ui/useDraft';
import css from '../accounts.module.css';
import { createContact, saveContact } from '../queries';
import { type Chart, type ChartContact, levelRanks } from '../types';

interface PersonFormProps {
  account: string;
  chart: Chart;
  /** Absent: a new person. */
  person?: ChartContact;
  /** The department of a new person. */
  department?: string;
  onClose: () => void;
}

interface Values {
  name: string;
  title: string;
  department_id?: string;
  level_rank?: string;
  reports_to_id?: string;
  phone: string;
  email: string;
  about: string;
}

const fields = ['name', 'title', 'department_id', 'reports_to_id', 'phone', 'email', 'about'] as const;

function change(values: Values) {
  const rank = values.level_rank ? Number(values.level_rank) : null;
  const texts = fields.map((field) => [field, values[field] || null]);
  return { ...Object.fromEntries(texts), level_rank: rank } as Record<string, string | number | null>;
}

function send(account: string, person: ChartContact | undefined, values: Values, key: string) {
  if (person) return saveContact(person, change(values));
  const given = Object.entries(change(values)).filter(([, value]) => value !== null);
  return createContact({ account_id: account, name: values.name, ...Object.fromEntries(given) }, key);
}

/** Adds a person to the chart, or changes one. */
export default function PersonForm({ account, chart, person, department, onClose }: PersonFormProps) {
  const { t, label } = useText();
  const client = useQueryClient();
  const draft = useDraft<Values, unknown>({
    name: person ? `contact.${person.id}.${person.version}` : `contact.new.${account}`,
    initial: {
      name: person?.name ?? '',
      title: person?.title ?? '',
      department_id: person?.department_id ?? department,
      level_rank: person?.level_rank ? String(person.level_rank) : undefined,
      reports_to_id: person?.reports_to_id,
      phone: person?.phone ?? '',
      email: person?.email ?? '',
      about: person?.about ?? '',
    },
    send: (values, key) => send(account, person, values, key),
    done: () => {
      void client.invalidateQueries({ queryKey: ['account'] });
      void client.invalidateQueries({ queryKey: ['contact'] });
      onClose();
    },
  });
  const choose = (field: 'department_id' | 'level_rank' | 'reports_to_id') => ({
    clearable: true,
    value: draft.values[field] ?? null,
    error: draft.errors[field],
    onChange: (value: string | null) => draft.set(field, value ?? undefined),
  });
  const others = chart.contacts.filter(({ id }) => id !== person?.id);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={person ? t('fact.edit', { name: person.name }) : t('contact.new')}
    >
      <form className={css.form} {...draft.formProps}>
        <FormProblem draft={draft} />
        <TextInput label={t('contact.field.name')} data-autofocus required maxLength={255} {...bind(draft, 'name')} />
        <TextInput label={t('contact.field.title')} maxLength={255} {...bind(draft, 'title')} />
        <div className={css.pair}>
          <Select
            label={t('contact.field.department_id')}
            data={chart.departments.map(({ id, name }) => ({ value: id, label: name }))}
            searchable
            {...choose('department_id')}
          />
          <Select
            label={t('contact.field.level_rank')}
            data={levelRanks.map((rank) => ({ value: String(rank), label: label('level_rank', String(rank)) }))}
            {...choose('level_rank')}
          />
        </div>
        <Select
          label={t('contact.field.reports_to_id')}
          data={others.map(({ id, name, title }) => ({ value: id, label: title ? `${name} · ${title}` : name }))}
          searchable
          nothingFoundMessage={t('picker.nothing')}
          {...choose('reports_to_id')}
        />
        <div className={css.pair}>
          <TextInput label={t('contact.field.phone')} type="tel" maxLength={255} {...bind(draft, 'phone')} />
          <TextInput label={t('contact.field.email')} type="email" maxLength={255} {...bind(draft, 'email')} />
        </div>
        <Textarea label={t('contact.field.about')} autosize minRows={2} maxLength={4000} {...bind(draft, 'about')} />
        <div className={css.formActs}>
          <Button variant="default" onClick={onClose}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" loading={draft.state === 'sending'}>
            {t(person ? 'act.save' : 'contact.new.submit')}
          </Button>
        </div>
      </form>
    </Drawer>
  );
}
