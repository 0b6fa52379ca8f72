import type { Key } from '@/i18n';
import { useText } from '@/i18n';
import { number } from '@/i18n/format';
import { Chip, Money } from '@/ui/Bits';
import { Panel } from '@/ui/Panel';
import { usePersonName } from '../columns';
import { FactList } from '../facts/FactList';
import type { EditFact } from '../facts/fact';
import { AccountLink } from '../links';
import { useSaveAccount, useTags } from '../queries';
import { type Account, type AccountDetail, relations } from '../types';
import css from './page.module.css';

function website(address: string) {
  const href = /^https?:\/\//i.test(address) ? address : `https://${address}`;
  return (
    <a href={href} target="_blank" rel="noreferrer noopener" data-own>
      {address.replace(/^https?:\/\/(www\.)?|\/$/gi, '')}
    </a>
  );
}

/** What is known about an account, each fact edited in its place. */
export function AccountFacts({ account }: { account: AccountDetail }) {
  const { t } = useText();
  const save = useSaveAccount(account);
  const facts = useFacts(account);
  return (
    <Panel title={t('account.facts')}>
      <FactList facts={facts} onSave={account.may.includes('edit') ? save : undefined} />
    </Panel>
  );
}

function useFacts(account: AccountDetail): EditFact[] {
  const { t, label } = useText();
  const nameOf = usePersonName();
  const { parent } = account;
  const tags = useTags().data?.items ?? [];
  const text = (field: keyof Account, maxLength: number): EditFact => ({
    field,
    name: t(`account.field.${field}` as Key),
    kind: 'text',
    value: account[field],
    maxLength,
  });
  return [
    { ...text('name', 255), required: true },
    {
      ...text('relation', 0),
      kind: 'choice',
      required: true,
      shown: label('relation', account.relation),
      choices: relations.map((value) => ({ value, label: label('relation', value) })),
    },
    {
      ...text('parent_id', 0),
      kind: 'account',
      shown: parent && <AccountLink account={parent} />,
      chosenName: parent?.name,
    },
    {
      ...text('owner_id', 0),
      kind: 'person',
      shown: nameOf(account.owner_id),
      fixed: !account.may.includes('assign'),
    },
    text('industry', 100),
    text('segment', 100),
    text('region', 100),
    text('credit_code', 18),
    text('phone', 100),
    { ...text('website', 255), shown: account.website && website(account.website) },
    { ...text('founded', 4), kind: 'number' },
    { ...text('employees', 12), kind: 'number', shown: account.employees && number(account.employees) },
    { ...text('revenue', 20), kind: 'money', shown: account.revenue && <Money value={account.revenue} /> },
    { ...text('address', 500), wide: true },
    {
      ...text('tags', 0),
      kind: 'tags',
      wide: true,
      choices: tags.map(({ id, name }) => ({ value: id, label: name })),
      shown: (
        <span className={css.chips} data-own>
          {account.tags.map((tag) => (
            <Chip key={tag}>{tag}</Chip>
          ))}
        </span>
      ),
    },
    { ...text('about', 4000), kind: 'long', wide: true },
  ];
}
