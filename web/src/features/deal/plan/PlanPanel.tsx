import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useText } from '@/i18n';
import { Caution, Chip, DayText } from '@/ui/Bits';
import { Panel } from '@/ui/Panel';
import { Begin, Failure, State } from '@/ui/State';
import { dropTask, editTask } from '../acts';
import { FactRow } from '../around/parts';
import { useDeal } from '../context';
import { AddPerson } from '../influences/AddPerson';
import { useTasks } from '../queries';
import type { Task } from '../types';
import { useWords } from '../words';
import { byDue } from '../work/due';
import { AimTaps } from './AimTaps';
import { NewStep } from './NewStep';
import css from './plan.module.css';

/** The action plan: who sees whom, for what reason, to move which value where, by when; and what became of it. */
export function PlanPanel() {
  const { t } = useText();
  const { sheet, may } = useDeal();
  const [showDone, setShowDone] = useState(false);
  const list = useTasks(sheet.deal.id);
  const steps = byDue((list.data?.items ?? []).filter((task) => task.person_id));
  const open = steps.filter((task) => !task.done_at);
  const done = steps.filter((task) => task.done_at);
  const nobody = sheet.influences.length === 0;
  const writes = may('contribute') && sheet.deal.status === 'open';
  return (
    <Panel title={t('plan.title')}>
      {list.error && !list.data && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.data && steps.length === 0 && (
        <State small title={t('plan.none')} act={writes && (nobody ? <AddPerson /> : <Begin />)}>
          {t('plan.none.why')}
        </State>
      )}
      <ul className={css.list}>
        {[...open, ...(showDone ? done : [])].map((task) => (
          <Step key={task.id} task={task} />
        ))}
      </ul>
      {done.length > 0 && (
        <Button size="compact-sm" variant="subtle" aria-expanded={showDone} onClick={() => setShowDone(!showDone)}>
          {t(showDone ? 'plan.hide_done' : 'plan.show_done', { n: done.length })}
        </Button>
      )}
      {writes && !nobody && <NewStep />}
    </Panel>
  );
}

function Step({ task }: { task: Task }) {
  const { t } = useText();
  const { today, run } = useDeal();
  const mine = task.may.includes('edit');
  const done = task.done_at !== undefined;
  const name = task.person_name ?? '';
  return (
    <FactRow
      name={t('plan.of', { name })}
      editor={
        mine ? (
          <AimTaps
            aim={task.aim}
            to={task.aim_to}
            onChange={(aim, to) => {
              if (!aim || to) void run(() => editTask(task, { aim: aim ?? null, aim_to: to ?? null }));
            }}
          />
        ) : undefined
      }
      onDrop={task.may.includes('remove') ? () => void run(() => dropTask(task)) : undefined}
    >
      <Checkbox
        size="xs"
        label={<span data-own>{task.title}</span>}
        checked={done}
        disabled={!mine}
        onChange={(event) => {
          const next = event.currentTarget.checked;
          void run(() => editTask(task, { done: next }));
        }}
      />
      <span className={css.meta}>
        <Caution rule={task.caution} />
        <span data-own>
          {task.assignee_name ?? '–'} → {name}
        </span>
        {task.due_on && <DayText value={task.due_on} due={!done} today={today} />}
      </span>
      <Effect task={task} />
    </FactRow>
  );
}

const tones = { reached: 'good', nearer: 'good', same: undefined, back: 'late' } as const;

/** Which value is to move from where to where, and where it stands now. */
function Effect({ task }: { task: Task }) {
  const { t, label } = useText();
  const words = useWords();
  const { aim, aim_from: from, aim_to: to, aim_now: now, effect } = task;
  if (!aim || !to) return null;
  const said = (value: string | undefined) =>
    value === undefined ? t('plan.unknown') : words.value(aim, aim === 'mode' ? value : Number(value));
  return (
    <span className={css.effect}>
      <span>{words.field(aim)}</span>
      <span>{t('plan.then', { value: said(from) })}</span>
      <span aria-hidden>→</span>
      <span>{t('plan.target', { value: said(to) })}</span>
      <strong>{t('plan.now', { value: said(now) })}</strong>
      {effect && <Chip tone={tones[effect]}>{label('effect', effect)}</Chip>}
    </span>
  );
}
