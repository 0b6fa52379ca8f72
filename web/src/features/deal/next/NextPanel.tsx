import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { Panel } from '@/ui/Panel';
import { Begin, Failure, State } from '@/ui/State';
import { useDeal } from '../context';
import { PlanFlag } from '../flags/FlagActs';
import { aboutOf } from '../flags/order';
import { goTo, type Place } from '../places';
import { useTactics } from '../queries';
import { useTemplate, useTemplateWords } from '../template';
import type { Flag, NextStep } from '../types';
import css from './next.module.css';

/** The few things to do next on this deal, in the order that the server gives. */
export default function NextPanel() {
  const { t } = useText();
  const { sheet, may } = useDeal();
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
          <div className={css.none}>
            <State
              small
              title={t('next.done')}
              act={may('move') && sheet.gate && <Begin onClick={() => goTo('gate')}>{t('next.to_gate')}</Begin>}
            >
              {t('next.done.why')}
            </State>
          </div>
        ) : (
          <ol className={css.steps}>
            {data.next.map((step, at) => (
              <Step key={nameOf(step)} step={step} place={at + 1} />
            ))}
          </ol>
        )}
      </Panel>
    </div>
  );
}

// A step stays the same one when a task is made of it.
function nameOf({ rule, subject, task_id: task, criterion }: NextStep) {
  return rule ? `${rule} ${subject ?? ''}` : (task ?? criterion ?? '');
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
          <Act step={step} flag={flag} />
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
          <Roles of={person.roles} />
          {' · '}
        </>
      )}
      {step.title ? (
        <span data-own>{unnamed(step.title, person?.name)}</span>
      ) : gate ? (
        t('next.meet', { criterion: gate })
      ) : (
        todo
      )}
    </p>
  );
}

// A task that a flag was planned as begins with the name, which stands before it already.
function unnamed(title: string, name: string | undefined) {
  const [first, ...rest] = title.split(/[：:]\s*/);
  return first === name && rest.length > 0 ? title.slice(title.indexOf(rest[0] ?? '')) : title;
}

/** Who he is on this deal, for those who do not know the name yet. */
function Roles({ of }: { of: string[] | undefined }) {
  const { t, label } = useText();
  if (!of?.length) return null;
  const roles = of.map((role) => label('role', role)).join(' / ');
  return <span className={css.roles}>{t('next.roles', { roles })}</span>;
}

/** The page of a rule of the method in the handbook, where its words are explained. */
function Page({ rule }: { rule: string }) {
  const { t, label } = useText();
  if (!rule.startsWith('RF-')) return null;
  return (
    <>
      <Link
        to="/handbook"
        search={{ topic: `rule:${rule}` }}
        className={css.page}
        aria-label={t('handbook.open.of', { name: label('rule', `${rule}.title`) })}
      >
        {t('nav.handbook')}
      </Link>{' '}
    </>
  );
}

/** The one act of a step: it becomes a task, or one goes where it is done. */
function Act({ step, flag }: { step: NextStep; flag: Flag | undefined }) {
  const { t } = useText();
  const place = useRef<HTMLSpanElement>(null);
  const planned = step.task_id !== undefined;
  const before = useRef(planned);
  useEffect(() => {
    // The button that was pressed is gone: the one in its place takes the focus.
    if (planned && !before.current && document.activeElement === document.body)
      place.current?.querySelector('button')?.focus();
    before.current = planned;
  }, [planned]);
  return (
    <span ref={place}>
      {!planned && flag && <PlanFlag flag={flag} planned={undefined} />}
      {planned && (
        <Go to="work" done>
          {t('next.to_task')}
        </Go>
      )}
      {step.criterion && !planned && <Go to="gate">{t('next.to_gate')}</Go>}
    </span>
  );
}

function Go({ to, done, children }: { to: Place; done?: boolean; children: string }) {
  const icon = done && <IconCheck size={14} stroke={2} aria-hidden />;
  return (
    <Button size="compact-sm" variant="subtle" leftSection={icon} onClick={() => goTo(to)}>
      {children}
    </Button>
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
      <Page rule={step.rule} />
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
