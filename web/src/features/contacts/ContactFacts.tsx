import { type EditFact, FactList, levelRanks, useChart } from '@/features/accounts';
import { type Key, useText } from '@/i18n';
import { Panel } from '@/ui/Panel';
import { AccountOf } from './columns';
import { type Contact, useSaveContact } from './queries';

/** What is known about a contact, each fact edited in its place. */
export function ContactFacts({ contact }: { contact: Contact }) {
  const { t } = useText();
  const save = useSaveContact(contact);
  return (
    <Panel title={t('contact.facts')}>
      <FactList facts={useFacts(contact)} onSave={contact.may.includes('edit') ? save : undefined} />
    </Panel>
  );
}

function useFacts(contact: Contact): EditFact[] {
  const { t, label } = useText();
  const chart = useChart(contact.account_id).data;
  const departments = chart?.departments ?? [];
  const rank = contact.level_rank ? String(contact.level_rank) : undefined;
  const chief = chart?.contacts.find(({ id }) => id === contact.reports_to_id);
  const text = (field: keyof Contact, maxLength = 255): EditFact => ({
    field,
    name: t(`contact.field.${field}` as Key),
    kind: 'text',
    value: contact[field],
    maxLength,
  });
  return [
    { ...text('name'), required: true },
    text('title'),
    {
      ...text('account_id'),
      kind: 'account',
      required: true,
      fixed: true,
      chosenName: contact.account_name,
      shown: <AccountOf contact={contact} />,
    },
    {
      ...text('department_id'),
      kind: 'choice',
      choices: departments.map(({ id, name }) => ({ value: id, label: name })),
      shown: departments.find(({ id }) => id === contact.department_id)?.name,
    },
    {
      ...text('level_rank'),
      kind: 'choice',
      value: rank,
      choices: levelRanks.map((one) => ({ value: String(one), label: label('level_rank', String(one)) })),
      shown: rank && label('level_rank', rank),
    },
    {
      ...text('reports_to_id'),
      kind: 'contact',
      account: contact.account_id,
      chosenName: chief?.name,
      shown: chief?.name ?? (contact.reports_to_id ? t('contact.chief_elsewhere') : undefined),
    },
    { ...text('phone'), shown: contact.phone && <a href={`tel:${contact.phone}`}>{contact.phone}</a> },
    {
      ...text('email'),
      shown: contact.email && (
        <a href={`mailto:${contact.email}`} data-own>
          {contact.email}
        </a>
      ),
    },
    { ...text('about', 4000), kind: 'long', wide: true },
  ];
}
