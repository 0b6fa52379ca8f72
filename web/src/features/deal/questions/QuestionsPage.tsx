import { Progress } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useText } from '@/i18n';
import { Chip } from '@/ui/Bits';
import { PageHead } from '@/ui/Panel';
import { Failure, State } from '@/ui/State';
import { useDeal } from '../context';
import { Bones, DealFace } from '../DealFace';
import { Faces } from '../identity/Faces';
import { useQuestions } from '../queries';
import type { Worksheet } from '../types';
import { QuestionItem } from './QuestionItem';
import css from './questions.module.css';
import { cleanQuestionSearch } from './search';

const parts = ['board', 'opening', 'moves'] as const;

/** The nine questions of one deal: what each asks, what answers it, what is missing, what a change opened again. */
export function QuestionsPage() {
  const { id } = useParams({ from: '/frame/deals/$id/questions' });
  return (
    <DealFace id={id}>
      <Questions />
    </DealFace>
  );
}

function Questions() {
  const { t, label } = useText();
  const { deal } = useDeal().sheet;
  const list = useQuestions(deal.id);
  const sheet = list.data;
  return (
    <div className={css.page}>
      <div>
        <PageHead
          title={<span data-own>{deal.name}</span>}
          beside={deal.status !== 'open' && <Chip tone="late">{label('deal_status', deal.status)}</Chip>}
        />
        <Faces />
      </div>
      {list.error && !sheet && <Failure error={list.error} retry={() => void list.refetch()} />}
      {!sheet && !list.error && <Bones />}
      {sheet?.questions.length === 0 && <State title={t('question.none.title')}>{t('question.none.why')}</State>}
      {sheet && sheet.questions.length > 0 && <Cycle sheet={sheet} />}
    </div>
  );
}

/** The first question that asks for something: one to be looked at again, else one that is not answered. */
function first(sheet: Worksheet): string {
  const next =
    sheet.questions.find(({ state }) => state === 'again') ?? sheet.questions.find(({ state }) => state !== 'answered');
  return String(next?.number ?? 1);
}

function Cycle({ sheet }: { sheet: Worksheet }) {
  const { t, label } = useText();
  const search = cleanQuestionSearch({ ...useSearch({ from: '/frame/deals/$id/questions' }) });
  const navigate = useNavigate({ from: '/deals/$id/questions' });
  const open = search.q ?? first(sheet);
  const turn = (q: string) => void navigate({ search: { q }, replace: true, resetScroll: false });
  return (
    <>
      <section className={css.sum} aria-label={t('question.done')}>
        <p>
          <strong>{t('question.answered', { n: sheet.answered })}</strong>
          <span>{t('question.facts', { met: sheet.met, total: sheet.total })}</span>
          <span>{t('question.held', { n: sheet.held })}</span>
        </p>
        <Progress value={(100 * sheet.met) / Math.max(1, sheet.total)} size="sm" aria-label={t('question.done')} />
      </section>
      {parts.map((part) => (
        <section key={part} className={css.part} aria-label={label('question_part', part)}>
          <h2>{label('question_part', part)}</h2>
          <ol className={css.list} start={parts.indexOf(part) * 3 + 1}>
            {sheet.questions
              .filter((one) => one.part === part)
              .map((one) => (
                <QuestionItem
                  key={one.number}
                  question={one}
                  seen={sheet.seen ?? ''}
                  mayCheck={sheet.may_check === true}
                  open={open === String(one.number)}
                  onTurn={() => turn(open === String(one.number) ? '' : String(one.number))}
                />
              ))}
          </ol>
        </section>
      ))}
    </>
  );
}
