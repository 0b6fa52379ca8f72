import { useText } from '@/i18n';
import { exactMoney, useFormat } from '@/i18n/format';
import { Panel } from '@/ui/Panel';
import type { AccountDetail, DealSum } from '../types';
import css from './page.module.css';

/** What the deals on an account add up to: open and won, one sum for each currency. */
export function TotalsPanel({ account }: { account: AccountDetail }) {
  const { t } = useText();
  return (
    <Panel title={t('account.totals')}>
      <dl className={css.totals}>
        <Sum of={account.open} name={t('account.totals.open')} />
        <Sum of={account.won} name={t('account.totals.won')} />
      </dl>
      <p className={css.hint}>{t('account.totals.hint')}</p>
    </Panel>
  );
}

function Sum({ of, name }: { of: DealSum; name: string }) {
  const { t } = useText();
  const format = useFormat();
  return (
    <div>
      <dt>{name}</dt>
      <dd className="tabular">
        {of.totals.map((amount) => (
          <strong key={amount.currency} title={exactMoney(amount)}>
            {format.money(amount)}
          </strong>
        ))}
        <span>{t('account.totals.count', { n: of.count })}</span>
        {of.unknown_amount > 0 && <span>{t('account.totals.unknown', { n: of.unknown_amount })}</span>}
      </dd>
    </div>
  );
}
