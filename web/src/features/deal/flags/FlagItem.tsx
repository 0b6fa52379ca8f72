import { Button } from '@mantine/core';
import { IconCheck, IconChevronRight, IconPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { newKey } from '@/api/client';
import { useSession } from '@/api/session';
import { useText } from '@/i18n';
import { Chip } from '@/ui/Bits';
import { say } from '@/ui/toast';
import { addTask } from '../acts';
import { useDeal } from '../context';
import { plusDays } from '../days';
import type { Flag, Task } from '../types';
import { useWords } from '../words';
import css from './flags.module.css';

const inDays: Record<string, number> = { critical: 2, high: 5, medium: 7, low: 14 };

interface ItemProps {
  flag: Flag;
  planned: Task | undefined;
  open: boolean;
}

/** One red flag: what, why, on what evidence, and what to do. */
export function FlagItem({ flag, planned, open }: ItemProps) {
  const { t, label } = useText();
  const { sheet } = useDeal();
  const [unfolded, setUnfolded] = useState(open);
  const person = sheet.influences.find(({ id }) => id === flag.influence_id || id === flag.subject);
  const about = person?.name ?? flag.subject_name;
  const title = label('rule', `${flag.rule}.title`);
  return (
    <li className={css.item}>
      <button type="button" className={css.head} aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
        <span className={css.flag} data-worst={flag.severity}>
          <span aria-hidden="true">⚑</span>
          <span>{label('severity', flag.severity)}</span>
        </span>
        <span className={css.name}>
          {about ? t('flag.about', { name: about, title }) : title}
          {planned && !unfolded && <Chip tone="accent">{t('flag.planned')}</Chip>}
        </span>
        <IconChevronRight size={16} stroke={1.6} aria-hidden className={css.turn} data-open={unfolded} />
      </button>
      {unfolded && <Reason flag={flag} planned={planned} />}
    </li>
  );
}

function Reason({ flag, planned }: Omit<ItemProps, 'open'>) {
  const { label } = useText();
  const words = useWords();
  const { may } = useDeal();
  const facts = (flag.evidence ?? []).map(({ field, about, value }) => {
    const whose = about && about !== flag.subject ? words.name(about) : undefined;
    return `${whose ? `${whose} ` : ''}${words.field(field)} ${words.value(field, value)}`;
  });
  return (
    <div className={css.body}>
      <p className={css.why}>{label('rule', `${flag.rule}.why`)}</p>
      {facts.length > 0 && <p className={css.facts}>{facts.join(' · ')}</p>}
      <p className={css.act}>{label('rule', `${flag.rule}.do`)}</p>
      {may('contribute') && <Plan flag={flag} planned={planned} />}
    </div>
  );
}

function Plan({ flag, planned }: Omit<ItemProps, 'open'>) {
  const { t, label } = useText();
  const { user } = useSession();
  const { sheet, today, run } = useDeal();
  const [busy, setBusy] = useState(false);
  const key = useRef(newKey());
  if (planned) {
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
      rule: flag.rule,
      flag_subject: flag.subject,
    };
    if (await run(() => addTask(sheet.deal.id, task, key.current))) say(t('flag.planned.done'));
    setBusy(false);
  };
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      className={css.plan}
      leftSection={<IconPlus size={14} stroke={2} aria-hidden />}
      loading={busy}
      onClick={() => void plan()}
    >
      {t('flag.plan')}
    </Button>
  );
}
