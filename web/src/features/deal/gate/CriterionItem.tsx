import { Button } from '@mantine/core';
import { IconCircleCheckFilled, IconCircleDashed, IconCircleX, IconClockExclamation } from '@tabler/icons-react';
import { lazy, type MouseEvent, Suspense, useState } from 'react';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { judge } from '../acts';
import { useDeal } from '../context';
import { useNotes } from '../queries';
import { useTemplate, useTemplateWords } from '../template';
import type { Criterion, Evidence } from '../types';
import { useWords } from '../words';
import css from './gate.module.css';
import { firstLine } from './line';

const GateForm = lazy(() => import('./GateForms'));
const FileProof = lazy(() => import('./FileProof'));

/** The mark of a criterion: met, met for a while, or open. */
export function HowMark({ met, how }: Pick<Criterion, 'met' | 'how'>) {
  if (met && how === 'override')
    return <IconClockExclamation className={css.late} size={18} stroke={1.8} aria-hidden />;
  if (met) return <IconCircleCheckFilled className={css.met} size={18} aria-hidden />;
  if (how === 'judged') return <IconCircleX className={css.open} size={18} stroke={1.8} aria-hidden />;
  return <IconCircleDashed className={css.open} size={18} stroke={1.8} aria-hidden />;
}

/** The last evidence that nobody has judged yet, as long as it is there. */
export function waiting(criterion: Criterion): Evidence | undefined {
  const last = criterion.evidence?.at(-1);
  return last?.act === 'submitted' && !last.evidence_gone ? last : undefined;
}

type Open = 'evidence' | 'override' | undefined;

/** One criterion of the gate: how it stands, on what evidence, and what the viewer may do about it. */
export function CriterionItem({ criterion, stage }: { criterion: Criterion; stage: string }) {
  const { t, label } = useText();
  const { may, sheet } = useDeal();
  const [unfolded, setUnfolded] = useState(false);
  const { code, met, how, skipped } = criterion;
  const text = useTemplateWords().criterion(useTemplate(sheet.deal.template), stage, code);
  const pending = waiting(criterion);
  const state = skipped
    ? t('gate.skipped')
    : pending
      ? t('gate.waiting')
      : how === 'judged' && !met
        ? t('gate.refused')
        : label('how', how);
  const steps = criterion.evidence ?? [];
  const acts = !met || pending;
  const foldable = steps.length > 0 || (acts && (may('contribute') || may('override') || criterion.may_judge));
  return (
    <li className={css.item}>
      <button
        type="button"
        id={`criterion-${code}`}
        className={css.head}
        aria-expanded={foldable ? unfolded : undefined}
        disabled={!foldable}
        onClick={() => setUnfolded(!unfolded)}
      >
        <HowMark met={met} how={how} />
        <span className={css.text}>
          {text}
          <span className="visually-hidden"> {t(met ? 'gate.met' : 'gate.open')}</span>
          <span className={css.how} data-waiting={pending !== undefined}>
            {state}
          </span>
        </span>
      </button>
      {unfolded && (
        <div className={css.body}>
          {steps.map((step) => (
            <Step key={step.id} step={step} />
          ))}
          {acts && <Acts criterion={criterion} pending={pending} />}
        </div>
      )}
    </li>
  );
}

function Step({ step }: { step: Evidence }) {
  const { t, label } = useText();
  const format = useFormat();
  const words = useWords();
  return (
    <div className={css.step}>
      <span className={css.by}>
        {label('judgement', step.act)} · {words.name(step.by_id) ?? t('deal.system')} · {format.ago(step.recorded_at)}
        {step.expires_on && ` · ${t('gate.until', { day: format.day(step.expires_on) })}`}
      </span>
      {step.text && <span>{step.text}</span>}
      {step.evidence_kind === 'note' && step.evidence_id && (
        <NoteLink id={step.evidence_id} gone={step.evidence_gone} />
      )}
      <Suspense>{step.evidence_kind === 'attachment' && <FileProof step={step} />}</Suspense>
    </div>
  );
}

/** The note that was given as evidence, and the way to it. */
function NoteLink({ id, gone }: { id: string; gone: boolean | undefined }) {
  const { t } = useText();
  const { data } = useNotes(useDeal().sheet.deal.id);
  const note = data?.items.find((one) => one.id === id);
  if (gone) return <span className={css.gone}>{t('gate.note.removed')}</span>;
  if (!data) return null;
  if (!note) return <span className={css.by}>{t('gate.note.gone')}</span>;
  const place = `note-${id}`;
  const show = (event: MouseEvent) => {
    event.preventDefault();
    document.getElementById(place)?.scrollIntoView({ block: 'center' });
    document.getElementById(place)?.focus();
  };
  return (
    <a href={`#${place}`} onClick={show}>
      {t('gate.note.show', { text: firstLine(note.text) })}
    </a>
  );
}

function Acts({ criterion, pending }: { criterion: Criterion; pending: Evidence | undefined }) {
  const { t } = useText();
  const { sheet, may, run } = useDeal();
  const [open, setOpen] = useState<Open>();
  const id = sheet.deal.id;
  const { code } = criterion;
  const close = () => setOpen(undefined);
  if (open)
    return (
      <Suspense>
        <GateForm what={open} criterion={code} onClose={close} />
      </Suspense>
    );
  const decide = (verdict: 'accepted' | 'refused') => void run(() => judge(id, code, verdict));
  return (
    <div className={css.acts}>
      {pending && criterion.may_judge && (
        <>
          <Button size="compact-sm" variant="light" onClick={() => decide('accepted')}>
            {t('gate.accept')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => decide('refused')}>
            {t('gate.refuse')}
          </Button>
        </>
      )}
      {may('contribute') && (
        <Button size="compact-sm" variant="subtle" onClick={() => setOpen('evidence')}>
          {t('gate.give')}
        </Button>
      )}
      {may('override') && (
        <Button size="compact-sm" variant="subtle" onClick={() => setOpen('override')}>
          {t('gate.override')}
        </Button>
      )}
    </div>
  );
}
