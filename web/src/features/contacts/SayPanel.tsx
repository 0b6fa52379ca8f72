import { Link } from '@tanstack/react-router';
import { useText } from '@/i18n';
import { Chip } from '@/ui/Bits';
import { Panel } from '@/ui/Panel';
import { State } from '@/ui/State';
import css from './contacts.module.css';
import type { ContactPageData } from './queries';
import { ToAccount } from './ToAccount';

/** The deals on which a contact has a say, with his roles there. */
export function SayPanel({ deals, account }: { deals: ContactPageData['deals']; account: string | undefined }) {
  const { t, label } = useText();
  return (
    <Panel title={t('contact.deals')}>
      {deals.length === 0 && (
        <State
          small
          title={t('contact.deals.none')}
          act={<ToAccount id={account} text={t('contact.deals.none.act')} />}
        >
          {t('contact.deals.none.why')}
        </State>
      )}
      <ul className={css.deals}>
        {deals.map((deal) => (
          <li key={deal.influence_id}>
            <Link to={`/deals/${deal.deal_id}` as '/deals'} className={css.deal} title={deal.deal_name} data-own>
              {deal.deal_name}
            </Link>
            <span className={css.roles}>
              {deal.roles.map((role) => (
                <Chip key={role} tone="accent">
                  {label('role', role)}
                </Chip>
              ))}
              {deal.status !== 'open' && <Chip>{label('deal_status', deal.status)}</Chip>}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
