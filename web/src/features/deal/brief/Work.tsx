import { useText } from '@/i18n';
import { Chip, DayText } from '@/ui/Bits';
import { useDeal } from '../context';
import { answerTo, worstFirst } from '../flags/order';
import { useTasks } from '../queries';
import type { Flag, Task } from '../types';
import { byDue } from '../work/due';
import css from './brief.module.css';
import { Mark } from './Changes';
import { Part, useRoom } from './Part';

/** The red flags, the worst first, each beside the strengths that help against it and what is under way. */
export function Flags({ advice }: { advice?: boolean }) {
  const { t, label } = useText();
  const { sheet } = useDeal();
  const tasks = useTasks(sheet.deal.id).data?.items ?? [];
  const flags = worstFirst(sheet.flags.filter(({ status }) => status !== 'accepted'));
  const { shown, more } = useRoom('flags', flags);
  return (
    <Part title={t('brief.pairs')} side={flags.length} place="flags">
      {flags.length === 0 && <p className={css.none}>{t('flag.none')}</p>}
      <ul className={css.list}>
        {shown.map((flag) => {
          const title = label('rule', `${flag.rule}.title`);
          return (
            <li key={flag.id}>
              <p>
                <Mark of={flag.id} />
                <span className={css.flag}>
                  <span aria-hidden="true">⚑</span> {label('severity', flag.severity)}
                </span>{' '}
                {flag.subject_name ? t('flag.about', { name: flag.subject_name, title }) : title}
              </p>
              <Against flag={flag} planned={answerTo(flag, tasks)} />
              {advice && <p className={css.small}>{label('rule', `${flag.rule}.do`)}</p>}
            </li>
          );
        })}
      </ul>
      {more}
      {sheet.bells.length > 0 && (
        <p className={css.small}>
          <strong>{t('said.bells')}</strong> {sheet.bells.map(({ id }) => label('strength', `${id}.title`)).join(' · ')}
        </p>
      )}
    </Part>
  );
}

/** What helps against a flag, and what is planned or agreed about it. */
function Against({ flag, planned }: { flag: Flag; planned: Task | undefined }) {
  const { t, label } = useText();
  const helps = [
    ...flag.helpful.map(({ text }) => text),
    ...flag.bells.map((id) => label('strength', `${id}.title`)),
    ...(flag.strength ? [flag.strength] : []),
  ];
  if (helps.length === 0 && !planned && flag.status === 'open') return null;
  return (
    <p className={css.small}>
      {helps.length > 0 && (
        <>
          {t('flag.helps')}: <span data-own>{[...new Set(helps)].join(' · ')}</span>{' '}
        </>
      )}
      {planned && <span data-own>→ {planned.title}</span>}
      {flag.status !== 'open' && !planned && <Chip tone="accent">{label('flag_status', flag.status)}</Chip>}
    </p>
  );
}

/** What is to be done: who, about whom, what, by when. */
export function Plan({ wide }: { wide?: boolean }) {
  const { t } = useText();
  const { sheet, today } = useDeal();
  const list = useTasks(sheet.deal.id).data?.items ?? [];
  const open = byDue(list.filter((task) => !task.done_at));
  const { shown, more } = useRoom('plan', open);
  return (
    <Part title={t('plan.title')} side={open.length} place="plan" wide={wide}>
      {open.length === 0 && <p className={css.none}>{t('deal.task.none')}</p>}
      {shown.length > 0 && (
        <div className={css.scroll}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{t('brief.what')}</th>
                <th scope="col">{t('brief.who')}</th>
                <th scope="col">{t('brief.when')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((task) => (
                <tr key={task.id}>
                  <td data-own>
                    <Mark of={task.id} />
                    {task.title}
                  </td>
                  <td data-own>{[task.assignee_name, task.person_name].filter(Boolean).join(' → ')}</td>
                  <td>
                    <DayText value={task.due_on} due today={today} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {more}
    </Part>
  );
}
