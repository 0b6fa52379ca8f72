// What one may do about a red flag: plan an act, use a strength, accept it, or take that back.
import { Button } from '@mantine/core';
import { IconCheck, IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { newKey } from '@/api/client';
import { useSession } from '@/api/session';
import { useText } from '@/i18n';
import { say } from '@/ui/toast';
import { addTask, mitigateFlag } from '../acts';
import { useDeal } from '../context';
import { plusDays } from '../days';
import type { Flag, Task } from '../types';
import css from './flags.module.css';

const FlagForm = lazy(() => import('./FlagForm'));

const inDays: Record<string, number> = { critical: 2, high: 5, medium: 7, low: 14 };

interface ActsProps {
  flag: Flag;
  planned: Task | undefined;
}

export function FlagActs({ flag, planned }: ActsProps) {
  const { t } = useText();
  const { may } = useDeal();
  const [open, setOpen] = useState<'strength' | 'accept' | 'reopen'>();
  const can = (act: Flag['may'][number]) => flag.may.includes(act);
  if (open) {
    return (
      <Suspense>
        <FlagForm what={open} flag={flag} onClose={() => setOpen(undefined)} />
      </Suspense>
    );
  }
  return (
    <div className={css.acts}>
      {(can('mitigate') || may('contribute')) && flag.status !== 'accepted' && (
        <PlanFlag flag={flag} planned={planned} />
      )}
      {can('mitigate') && flag.status === 'open' && (
        <Button size="compact-sm" variant="subtle" onClick={() => setOpen('strength')}>
          {t('flag.use_strength')}
        </Button>
      )}
      {can('accept') && flag.status !== 'accepted' && (
        <Button size="compact-sm" variant="subtle" onClick={() => setOpen('accept')}>
          {t('flag.accept')}
        </Button>
      )}
      {can('reopen') && (
        <Button size="compact-sm" variant="subtle" onClick={() => setOpen('reopen')}>
          {t('flag.reopen')}
        </Button>
      )}
    </div>
  );
}

/** Makes a task of what the rule advises. For who may edit the deal the task also mitigates the flag. */
export function PlanFlag({ flag, planned }: ActsProps) {
  const { t, label } = useText();
  const { user } = useSession();
  const { sheet, today, run } = useDeal();
  const [busy, setBusy] = useState(false);
  const key = useRef(newKey());
  if (planned || flag.task_id) {
    return (
      <span className={css.planned}>
        <IconCheck size={16} stroke={2} aria-hidden /> {t('flag.planned')}
      </span>
    );
  }
  const person = sheet.influences.find(({ id }) => id === flag.influence_id || id === flag.subject);
  const todo = label('rule', `${flag.rule}.do`);
  const plan = async () => {
    setBusy(true);
    const task = {
      title: person ? t('flag.about', { name: person.name, title: todo }) : todo,
      due_on: plusDays(today, inDays[flag.severity] ?? 7),
      assignee_id: user.id,
    };
    const answers = { rule: flag.rule, flag_subject: flag.subject };
    const act = () =>
      flag.may.includes('mitigate')
        ? mitigateFlag(flag.id, { task }, key.current)
        : addTask(sheet.deal.id, { ...task, ...answers }, key.current);
    if (await run(act)) say(t('flag.planned.done'));
    setBusy(false);
  };
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      leftSection={<IconPlus size={14} stroke={2} aria-hidden />}
      loading={busy}
      onClick={() => void plan()}
    >
      {t('flag.plan')}
    </Button>
  );
}
