import { useText } from '@/i18n';
import { exactMoney, useFormat } from '@/i18n/format';
import { Panel } from '@/ui/Panel';
import { useAccountTotals } from '../queries';
import type { Account } from '../types';
import css from './page.module.css';
import { totalsOf } from './totals';

/** What the deals on an account add up to: open and won, one sum for each currency. */
export function TotalsPanel({ account }: { account: Account }) {
  const { t } = useText();
  return (
    <Panel title={t('account.totals')}>
      <dl className={css.totals}>
        <Sum id={account.id} status="open" name={t('account.totals.open')} />
        <Sum id={account.id} status="won" name={t('account.totals.won')} />
      </dl>
      <p className={css.hint}>{t('account.totals.hint')}</p>
    </Panel>
  );
}

function Sum({ id, status, name }: { id: string; status: 'open' | 'won'; name: string }) {
  const { t } = useText();
  const format = useFormat();
  const { data: board } = useAccountTotals(id, status);
  const { count, unknown, amounts } = totalsOf(board?.groups ?? []);
  return (
    <div>
      <dt>{name}</dt>
      <dd className="tabular">
        {amounts.map((amount) => (
          <strong key={amount.currency} title={exactMoney(amount)}>
            {format.money(amount)}
          </strong>
        ))}
        <span>{t('account.totals.count', { n: count })}</span>
        {unknown > 0 && <span>{t('account.totals.unknown', { n: unknown })}</span>}
      </dd>
    </div>
  );
}
