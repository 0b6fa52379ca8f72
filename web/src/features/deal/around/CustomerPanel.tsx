import { CustomerEvents } from '@/features/customer';
import { useText } from '@/i18n';
import { Panel } from '@/ui/Panel';
import { useDeal } from '../context';

/** What changed at the customer of the deal. */
export function CustomerPanel() {
  const { t } = useText();
  const { sheet, run } = useDeal();
  const account = sheet.deal.account_id;
  if (!account) return null;
  return (
    <Panel title={t('customer.title')}>
      <CustomerEvents
        account={account}
        events={sheet.account_events}
        editable={sheet.edit_customer ?? false}
        changed={() => void run(async () => undefined)}
      />
    </Panel>
  );
}
