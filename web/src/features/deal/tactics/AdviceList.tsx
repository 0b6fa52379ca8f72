// Advice in words: what to do, what not, why; one tap makes it a task.
import { Button } from '@mantine/core';
import { IconCheck, IconPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { newKey } from '@/api/client';
import { useSession } from '@/api/session';
import { type Key, useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { say } from '@/ui/toast';
import { useFirst } from '@/ui/useFirst';
import { addTask } from '../acts';
import { useDeal } from '../context';
import { plusDays } from '../days';
import { useTasks } from '../queries';
import type { Advice, Influence } from '../types';
import css from './tactics.module.css';

interface ListProps {
  advice: Advice[];
  /** Whom the advice is about; absent: our position. */
  person?: Influence;
  /** How many lines are shown before one asks for more. */
  first?: number;
}

/** Lines of advice, the most pressing first. */
export function AdviceList({ advice, person, first = advice.length }: ListProps) {
  const { shown, more } = useFirst(advice, first);
  return (
    <>
      <ul className={css.list}>
        {shown.map((one) => (
          <AdviceLine key={`${one.code}.${one.name ?? ''}`} advice={one} person={person} />
        ))}
      </ul>
      {more}
    </>
  );
}

function AdviceLine({ advice, person }: { advice: Advice; person: Influence | undefined }) {
  const { t } = useText();
  const { sheet } = useDeal();
  // Colleagues read tasks about nobody: none is made that would tell of a hidden coach.
  const secret = !person && advice.code.startsWith('coach.') && sheet.influences.some((one) => one.hidden);
  const name = advice.name ?? person?.name ?? '';
  const text = (part: string, code: string) => t(`tactic.${part}.${code}` as Key, { name });
  return (
    <li className={css.advice}>
      <p className={css.do}>{text('do', advice.code)}</p>
      {advice.dont && (
        <p className={css.dont}>
          <strong>{t('tactic.dont')}</strong> {text('dont', advice.dont)}
        </p>
      )}
      <p className={css.why}>{text('why', advice.why)}</p>
      {!secret && <MakeTask title={text('task', advice.code)} days={advice.days} person={person?.id} />}
    </li>
  );
}

/** Makes a task of advice; nothing is offered twice. */
function MakeTask({ title, days, person }: { title: string; days: number; person: string | undefined }) {
  const { t } = useText();
  const format = useFormat();
  const { user } = useSession();
  const { sheet, today, may, run } = useDeal();
  const [busy, setBusy] = useState(false);
  const tasks = useTasks(sheet.deal.id);
  const key = useRef(newKey());
  const due = plusDays(today, days);
  if (tasks.data?.items.some((task) => task.title === title && !task.done_at)) {
    return (
      <span className={css.planned}>
        <IconCheck size={16} stroke={2} aria-hidden /> {t('flag.planned')}
      </span>
    );
  }
  if (!may('contribute')) return null;
  const make = async () => {
    setBusy(true);
    const task = { title, due_on: due, assignee_id: user.id, ...(person && { person_id: person }) };
    if (await run(() => addTask(sheet.deal.id, task, key.current))) {
      key.current = newKey();
      say(t('tactic.task_made', { title }));
    }
    setBusy(false);
  };
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      leftSection={<IconPlus size={14} stroke={2} aria-hidden />}
      loading={busy}
      aria-label={t('tactic.task_is', { title, n: days, day: format.day(due) })}
      title={title}
      onClick={() => void make()}
    >
      {t('tactic.add_task')} · {t('tactic.within', { n: days })}
    </Button>
  );
}
