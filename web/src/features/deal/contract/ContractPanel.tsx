import { useText } from '@/i18n';
import { percent, useFormat } from '@/i18n/format';
import { DayText, Money, Unknown } from '@/ui/Bits';
import { Facts, Panel } from '@/ui/Panel';
import { useDeal } from '../context';
import type { Contract } from '../types';
import css from './contract.module.css';

/** What is owed after the signature: the contract, its payments, how far delivery is. To be read only. */
export default function ContractPanel() {
  const { t } = useText();
  const format = useFormat();
  const { contract } = useDeal().sheet;
  if (!contract) return null;
  const { received, collected, overdue } = contract;
  return (
    <Panel title={t('after.title')} side={<span className={css.note}>{t('after.note')}</span>}>
      <Facts
        list={[
          { name: t('after.amount'), value: <Money value={contract.amount} /> },
          { name: t('after.signed'), value: <DayText value={contract.signed_on} /> },
          {
            name: t('after.received'),
            value:
              received && collected !== undefined ? (
                t('after.received_of', { amount: format.money(received), share: percent(collected) })
              ) : (
                <Money value={received} />
              ),
          },
          {
            name: t('after.overdue'),
            value: <span className={overdue ? css.late : undefined}>{t('after.days', { n: overdue })}</span>,
          },
        ]}
      />
      {contract.payments.length > 0 && <Payments list={contract.payments} />}
      {contract.steps.length > 0 && <Steps list={contract.steps} />}
    </Panel>
  );
}

function Payments({ list }: { list: Contract['payments'] }) {
  const { t, label } = useText();
  return (
    <table className={css.table}>
      <caption className="visually-hidden">{t('after.payments')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('after.name')}</th>
          <th scope="col" className={css.number}>
            {t('field.amount')}
          </th>
          <th scope="col" className={css.number}>
            {t('after.received')}
          </th>
          <th scope="col">{t('after.due')}</th>
          <th scope="col">{t('after.state')}</th>
        </tr>
      </thead>
      <tbody>
        {list.map((payment) => (
          <tr key={`${payment.name}${payment.milestone ?? ''}`}>
            <th scope="row">
              <span data-own>{payment.name}</span>
              {payment.milestone && <span className={css.sub}>{label('stage', payment.milestone)}</span>}
            </th>
            <td className={css.number}>
              <Money value={payment.amount} />
            </td>
            <td className={css.number}>
              <Money value={payment.received} />
            </td>
            <td>{payment.due_on ? <DayText value={payment.due_on} /> : <Unknown title={t('after.waiting')} />}</td>
            <td className={payment.overdue ? css.late : css.state}>
              <State payment={payment} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function State({ payment }: { payment: Contract['payments'][number] }) {
  const { t } = useText();
  if (payment.paid) return t('after.paid');
  if (payment.overdue) return t('after.late', { n: payment.overdue });
  return t(payment.due_on ? 'after.open' : 'after.waiting');
}

/** The milestones of delivery in their order: done, planned, late. */
function Steps({ list }: { list: Contract['steps'] }) {
  const { t, label } = useText();
  const format = useFormat();
  return (
    <ol className={css.steps} aria-label={t('after.steps')}>
      {list.map(({ code, planned_on: planned, done_on: done, late }) => {
        const day = format.day(done ?? planned ?? '');
        const said = done ? 'after.done' : late ? 'after.step_late' : 'after.plan';
        return (
          <li key={`${code}${planned ?? ''}`} data-state={done ? 'done' : late ? 'late' : 'open'}>
            <strong>{label('stage', code)}</strong>
            <span>{done || planned ? t(said, { day, n: late }) : t('value.unknown')}</span>
          </li>
        );
      })}
    </ol>
  );
}
