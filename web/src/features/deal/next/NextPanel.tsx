import { Link } from '@tanstack/react-router';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { Panel } from '@/ui/Panel';
import { Failure } from '@/ui/State';
import { useDeal } from '../context';
import { PlanFlag } from '../flags/FlagActs';
import { aboutOf } from '../flags/order';
import { goTo } from '../places';
import { useTactics } from '../queries';
import { useTemplate, useTemplateWords } from '../template';
import type { Flag, NextStep } from '../types';
import css from './next.module.css';

/** The few things to do next on this deal, in the order that the server gives. */
export default function NextPanel() {
  const { t } = useText();
  const { sheet } = useDeal();
  const { data, error, refetch } = useTactics(sheet.deal.id);
  if (error && !data) {
    return (
      <Panel title={t('next.title')}>
        <Failure error={error} retry={() => void refetch()} />
      </Panel>
    );
  }
  if (!data || (data.next.length === 0 && sheet.deal.status !== 'open')) return null;
  return (
    <div data-guide="next">
      <Panel flush title={t('next.title')}>
        {data.next.length === 0 ? (
          <p className={css.none}>{t('next.done')}</p>
        ) : (
          <ol className={css.steps}>
            {data.next.map((step, at) => (
              <Step key={`${step.rule ?? ''}${step.task_id ?? ''}${step.criterion ?? ''}`} step={step} place={at + 1} />
            ))}
          </ol>
        )}
      </Panel>
    </div>
  );
}

function Step({ step, place }: { step: NextStep; place: number }) {
  const { sheet } = useDeal();
  const flag = sheet.flags.find((one) => one.rule === step.rule && (one.subject ?? '') === (step.subject ?? ''));
  return (
    <li className={css.step}>
      <span className={css.place} aria-hidden="true">
        {place}
      </span>
      <div className={css.words}>
        <What step={step} />
        <Why step={step} flag={flag} />
        <p className={css.foot}>
          <When step={step} />
          {flag && !step.task_id && <PlanFlag flag={flag} planned={undefined} />}
        </p>
      </div>
    </li>
  );
}

/** What to do, with whom: the task that is planned for it, else what the method advises. */
function What({ step }: { step: NextStep }) {
  const { t, label } = useText();
  const { sheet } = useDeal();
  const words = useTemplateWords();
  const template = useTemplate(sheet.deal.template);
  const person = sheet.influences.find(({ id }) => id === step.influence_id);
  const todo = step.rule ? label('rule', `${step.rule}.do`) : '';
  const gate = step.criterion && words.criterion(template, sheet.deal.stage ?? '', step.criterion);
  return (
    <p className={css.what}>
      {person && (
        <>
          <Link
            to="/deals/$id"
            params={{ id: sheet.deal.id }}
            search={(before: object) => ({ ...before, person: person.id })}
            resetScroll={false}
            aria-label={t('see.open', { name: person.name })}
            data-own
          >
            {person.name}
          </Link>
          {' · '}
        </>
      )}
      {step.title ? <span data-own>{step.title}</span> : gate || todo}
    </p>
  );
}

/** Why: the flag that it answers and what that means; how many others it answers too. */
function Why({ step, flag }: { step: NextStep; flag: Flag | undefined }) {
  const { t, label } = useText();
  const about = flag && aboutOf(flag, label);
  if (!step.rule) return <p className={css.why}>{t(step.criterion ? 'next.gate' : 'next.task')}</p>;
  return (
    <p className={css.why}>
      <button type="button" className={css.flag} title={t('next.why')} onClick={() => goTo('flags')}>
        <span aria-hidden="true">⚑</span> {label('severity', step.severity)}
      </button>{' '}
      {about && !step.influence_id && <span data-own>{about} · </span>}
      {t('flag.about', { name: label('rule', `${step.rule}.title`), title: label('rule', `${step.rule}.why`) })}{' '}
      {step.also && <span className={css.also}>{t('next.also', { n: step.also.length })}</span>}
    </p>
  );
}

function When({ step }: { step: NextStep }) {
  const { t } = useText();
  const format = useFormat();
  const { today } = useDeal();
  if (!step.on) return null;
  const day = format.shortDay(step.on, today);
  return (
    <time dateTime={step.on} title={format.day(step.on)} className={step.late ? css.late : css.when}>
      {t(step.late ? 'next.late' : 'next.by', { day })}
    </time>
  );
}
