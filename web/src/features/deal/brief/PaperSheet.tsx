import { Button } from '@mantine/core';
import { IconArrowLeft, IconPrinter } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { useSession } from '@/api/session';
import { useText } from '@/i18n';
import { exactMoney, useFormat } from '@/i18n/format';
import { useDeal } from '../context';
import { cut, slotParams } from '../objective/slots';
import { useTasks } from '../queries';
import { Room } from './Part';
import { People } from './People';
import css from './paper.module.css';
import { Competition, Criteria, Gaps } from './Rivalry';
import { Said } from './Said';
import type { Paper } from './search';
import { useFit } from './useFit';
import { Flags, Plan } from './Work';

// How many rows of a part there is room for.
const rooms: Record<Paper, Record<string, number>> = {
  a3: { people: 16, flags: 12, rivals: 4, ours: 5, criteria: 8, gaps: 5, plan: 10 },
  a4: { people: 6, flags: 5, rivals: 2, ours: 2, gaps: 2, plan: 5 },
};

/** The deal as it is printed, on exactly one page: what has no room is counted, and the rest is set smaller. */
export default function PaperSheet({ paper }: { paper: Paper }) {
  const { t } = useText();
  const { deal } = useDeal().sheet;
  const navigate = useNavigate({ from: '/deals/$id/brief' });
  const page = useRef<HTMLElement>(null);
  const ready = useTasks(deal.id).isFetched;
  const fitted = useFit(page, ready);
  return (
    <div className={css.table}>
      <div className={css.bar}>
        <Button
          variant="default"
          leftSection={<IconArrowLeft size={16} stroke={1.6} aria-hidden />}
          onClick={() => void navigate({ search: {} })}
        >
          {t('brief.back')}
        </Button>
        <Button
          leftSection={<IconPrinter size={16} stroke={1.6} aria-hidden />}
          disabled={!fitted}
          onClick={() => window.print()}
        >
          {t('brief.print_now')}
        </Button>
        <span>{t('brief.print_hint')}</span>
      </div>
      <Room value={rooms[paper]}>
        <article ref={page} className={css.paper} data-paper={paper} data-fitted={fitted} aria-label={deal.name}>
          <Head paper={paper} />
          <div className={css.body}>{paper === 'a3' ? <Wide /> : <Tall />}</div>
          <Foot />
        </article>
      </Room>
    </div>
  );
}

function Wide() {
  return (
    <>
      <div className={css.column}>
        <Said />
        <Gaps />
      </div>
      <div className={css.column}>
        <People />
        <Flags />
      </div>
      <div className={css.column}>
        <Competition />
        <Criteria />
        <Plan />
      </div>
    </>
  );
}

function Tall() {
  return (
    <>
      <div className={css.column}>
        <People short />
      </div>
      <div className={css.halves}>
        <div className={css.column}>
          <Said bare />
          <Competition />
        </div>
        <div className={css.column}>
          <Flags advice />
          <Gaps />
        </div>
      </div>
      <div className={css.column}>
        <Plan />
      </div>
    </>
  );
}

function Head({ paper }: { paper: Paper }) {
  const { t, label } = useText();
  const { deal } = useDeal().sheet;
  const format = useFormat();
  return (
    <header className={css.head}>
      <p className={css.kind}>
        {t(`brief.title.${paper}`)} · <span data-own>{deal.account_name}</span>
      </p>
      <h1 data-own>{deal.name}</h1>
      <p className={css.sentence}>
        {cut(t('objective.sentence', slotParams)).map((piece) => {
          if ('words' in piece) return <span key={piece.words}>{piece.words}</span>;
          const { slot } = piece;
          const value =
            slot === 'revenue'
              ? deal.sso_revenue && format.money(deal.sso_revenue)
              : deal[`sso_${slot}` as 'sso_when' | 'sso_quantity' | 'sso_what' | 'sso_who'];
          const said = slot === 'when' && /^\d{4}-\d\d-\d\d$/.test(value ?? '') ? format.day(value) : value;
          return (
            <strong key={slot} title={slot === 'revenue' ? exactMoney(deal.sso_revenue) : undefined} data-own>
              {said || t('objective.empty', { slot: t(`objective.slot.${slot}`) })}
            </strong>
          );
        })}
      </p>
      <p className={css.stage}>
        {deal.stage && `${deal.stage} ${label('stage', deal.stage)}`}
        {deal.status !== 'open' && ` · ${label('deal_status', deal.status)}`}
        {' · '}
        {t('deal.field.owner')} <span data-own>{deal.owner_name ?? '–'}</span>
      </p>
    </header>
  );
}

function Foot() {
  const { t } = useText();
  const format = useFormat();
  const { sheet, today } = useDeal();
  const { user, workspace } = useSession();
  return (
    <footer className={css.foot}>
      <span data-own title={workspace.name}>
        {workspace.name}
      </span>
      <span data-own title={sheet.deal.name}>
        {sheet.deal.name}
      </span>
      <span>{format.day(today)}</span>
      <span>
        {t('brief.printed_by')} <span data-own>{user.name}</span>
      </span>
      <strong>
        {t('brief.confidential')}
        {sheet.influences.some(({ hidden }) => hidden) && ` · ${t('brief.protected')}`}
      </strong>
    </footer>
  );
}
