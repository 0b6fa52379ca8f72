import { Button } from '@mantine/core';
import { IconHistory, IconPencil } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { usePeople } from '@/api/people';
import { useText } from '@/i18n';
import { chance } from '@/i18n/format';
import { Chip, DayText, Money, Unknown } from '@/ui/Bits';
import { useKeys } from '@/ui/keyboard';
import { type Fact, Facts, PageHead } from '@/ui/Panel';
import { useDeal } from '../context';
import { stepAt, useTemplate, useTemplateWords } from '../template';
import { ActsMenu } from './ActsMenu';
import { Faces } from './Faces';
import css from './identity.module.css';

const EditDialog = lazy(() => import('./EditDialog'));
const MembersDialog = lazy(() => import('./MembersDialog'));

/** Who the deal is: name, account, stage, amount, close, earned probability, owner and team; and the acts on it. */
export function Identity({ onPast }: { onPast: (day: string) => void }) {
  const { t, label } = useText();
  const { sheet, may, past, today } = useDeal();
  const { deal } = sheet;
  const [editing, setEditing] = useState(false);
  const edit = may('edit') ? () => setEditing(true) : undefined;
  useKeys(edit ? { e: edit } : {});
  const open = deal.status === 'open';
  // The contract has a panel of its own.
  const brought = sheet.brought.filter((name) => name !== 'contract' || !sheet.contract);
  return (
    <div className={css.strip}>
      <PageHead
        title={deal.name}
        beside={
          <>
            {deal.stage && (
              <Chip tone={open ? 'accent' : undefined}>
                {deal.stage} <StageName />
              </Chip>
            )}
            {!open && <Chip tone={deal.status === 'won' ? 'good' : 'late'}>{label('deal_status', deal.status)}</Chip>}
          </>
        }
      >
        {!past && (
          <Button
            variant="subtle"
            title={t('past.open.why')}
            leftSection={<IconHistory size={16} stroke={1.6} aria-hidden />}
            onClick={() => onPast(today)}
          >
            {t('past.open')}
          </Button>
        )}
        {edit && (
          <Button
            variant="default"
            leftSection={<IconPencil size={16} stroke={1.6} aria-hidden />}
            aria-keyshortcuts="e"
            onClick={edit}
          >
            {t('act.edit')}
          </Button>
        )}
        <ActsMenu />
      </PageHead>
      <Faces />
      <Facts list={useFacts()} />
      {!open && (deal.closed_reason || deal.lost_to) && <Ended />}
      {brought.length > 0 && (
        <p className={css.ended}>
          {t('deal.brought', { members: brought.map((name) => label('dossier_member', name)).join(' · ') })}
        </p>
      )}
      <Suspense>{editing && <EditDialog onClose={() => setEditing(false)} />}</Suspense>
    </div>
  );
}

/** The name of the stage, in the words of the deal's template. */
function StageName() {
  const { label } = useText();
  const words = useTemplateWords();
  const { deal } = useDeal().sheet;
  const template = useTemplate(deal.template);
  const step = template && stepAt(template, deal.stage);
  if (!template || !step) return label('stage', deal.stage);
  return <span title={words.name(template)}>{words.step(template, step)}</span>;
}

function Ended() {
  const { t } = useText();
  const { deal } = useDeal().sheet;
  return (
    <p className={css.ended}>
      {deal.lost_to && <span>{t('deal.ended.lost_to', { name: deal.lost_to })}</span>}
      {deal.closed_reason && <span>{t('deal.ended.reason', { reason: deal.closed_reason })}</span>}
    </p>
  );
}

function useFacts(): Fact[] {
  const { t, label } = useText();
  const { sheet, today } = useDeal();
  const { deal } = sheet;
  const people = usePeople();
  const owner = deal.owner_name ?? people.data?.items.find((person) => person.id === deal.owner_id)?.name;
  const facts: Fact[] = [
    {
      name: t('deal.field.account'),
      value: <Link to={`/accounts/${deal.account_id}` as '/deals'}>{deal.account_name}</Link>,
    },
    { name: t('deal.field.amount'), value: <Money value={deal.amount} /> },
    {
      name: t('deal.field.expected_close'),
      value: <DayText value={deal.expected_close} due={deal.status === 'open'} today={today} />,
    },
    {
      name: t('deal.field.win_prob'),
      value: (
        <span className="tabular" title={t('deal.win_prob.why')}>
          {chance(deal.win_prob || undefined)}
        </span>
      ),
    },
  ];
  if (deal.grade) {
    facts.push({ name: t('deal.field.grade'), value: <span title={label('grade', deal.grade)}>{deal.grade}</span> });
  }
  facts.push(
    { name: t('deal.field.owner'), value: owner ?? <Unknown title={t('deal.no_owner')} /> },
    { name: t('deal.members'), value: <Team /> },
  );
  return facts;
}

function Team() {
  const { t, label } = useText();
  const { sheet, may } = useDeal();
  const people = usePeople();
  const [open, setOpen] = useState(false);
  const names = sheet.deal.members.map((member) => {
    const name = people.data?.items.find((person) => person.id === member.user_id)?.name ?? '';
    return `${name} (${label('member_role', member.role)})`;
  });
  const said = names.length > 0 ? names.join(' · ') : t('deal.members.none');
  if (!may('edit')) return <span className={css.team}>{said}</span>;
  return (
    <>
      <button type="button" className={css.link} title={t('deal.members.change')} onClick={() => setOpen(true)}>
        {said}
      </button>
      <Suspense>{open && <MembersDialog onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
