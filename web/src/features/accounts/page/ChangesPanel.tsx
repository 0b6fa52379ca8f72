import { Switch } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { keys } from '@/api/keys';
import { CustomerEvents } from '@/features/customer';
import { Choices } from '@/features/deal/influences/form/Choices';
import { useText } from '@/i18n';
import { percent } from '@/i18n/format';
import { Panel } from '@/ui/Panel';
import { useSaveAccount } from '../queries';
import type { AccountDetail } from '../types';
import css from './page.module.css';

const marks = ['1', '2', '3', '4', '5'] as const;
const fits = ['0', '0.2', '0.4', '0.6', '0.8', '1'] as const;

/** What changed at the account, and whether somebody thought through what it means for the deals. */
export default function ChangesPanel({ account }: { account: AccountDetail }) {
  const { t } = useText();
  const client = useQueryClient();
  return (
    <Panel title={t('customer.title')}>
      <Standing account={account} />
      <CustomerEvents
        account={account.id}
        events={account.events}
        editable={account.may.includes('edit')}
        changed={() => void client.invalidateQueries({ queryKey: keys.account(account.id) })}
      />
    </Panel>
  );
}

/** What the method weighs of a customer: one tap each. */
function Standing({ account }: { account: AccountDetail }) {
  const { t, label } = useText();
  const save = useSaveAccount(account);
  const { satisfaction, ideal_fit: fit } = account;
  if (!account.may.includes('edit')) return null;
  const near = fits.toSorted((a, b) => Math.abs(Number(a) - (fit ?? 0)) - Math.abs(Number(b) - (fit ?? 0)))[0];
  return (
    <div className={css.standing}>
      <Choices
        flat
        legend={t('account.field.satisfaction')}
        options={marks.map((value) => ({ value, label: value, title: label('satisfaction', value) }))}
        value={marks.find((mark) => Number(mark) === satisfaction)}
        note={satisfaction ? label('satisfaction', String(satisfaction)) : undefined}
        onChange={(mark) => void save({ satisfaction: Number(mark) })}
      />
      <Choices
        flat
        legend={t('account.field.ideal_fit')}
        options={fits.map((value) => ({ value, label: percent(Number(value)) }))}
        value={fit === undefined || fit === null ? undefined : near}
        onChange={(share) => void save({ ideal_fit: Number(share) })}
      />
      <Switch
        label={t('account.field.past_contract')}
        checked={account.past_contract ?? false}
        onChange={(event) => void save({ past_contract: event.currentTarget.checked })}
      />
    </div>
  );
}
