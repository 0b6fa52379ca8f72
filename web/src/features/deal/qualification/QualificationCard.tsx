import { useText } from '@/i18n';
import { number } from '@/i18n/format';
import { Chip } from '@/ui/Bits';
import { Panel } from '@/ui/Panel';
import { useDeal } from '../context';
import type { Answer, Deal } from '../types';
import css from './qualification.module.css';
import { Risk } from './Risk';
import { passLine, topScore } from './veto';

type Question = 'man_m' | 'man_a' | 'man_n' | 'q1' | 'q2' | 'q3' | 'q4';

const man: [Question, string][] = [
  ['man_m', 'man.M'],
  ['man_a', 'man.A'],
  ['man_n', 'man.N'],
];
const questions: [Question, string][] = [
  ['q1', 'q.1'],
  ['q2', 'q.2'],
  ['q3', 'q.3'],
  ['q4', 'q.4'],
];
const answers: Answer[] = ['yes', 'no'];

/** Whether the deal is worth our time: money, authority and need, the four questions, the risk score. */
export default function QualificationCard() {
  const { t } = useText();
  const { deal } = useDeal().sheet;
  const yes = man.filter(([field]) => deal[field] === 'yes').length;
  return (
    <Panel title={t('qualify.title')} side={<Verdict />}>
      <div className={css.card}>
        <ScoreBar />
        <section>
          <h3 className={css.sub}>
            MAN <span className={css.small}>{t('qualify.man', { n: yes })}</span>
          </h3>
          {man.map(([field, key]) => (
            <Ask key={field} field={field} name={key} />
          ))}
        </section>
        <section>
          <h3 className={css.sub}>{t('qualify.questions')}</h3>
          {questions.map(([field, key]) => (
            <Ask key={field} field={field} name={key} />
          ))}
        </section>
        <Risk />
      </div>
    </Panel>
  );
}

function Verdict() {
  const { t } = useText();
  const { score } = useDeal().sheet;
  if (score.pass === undefined) return <Chip>{t('qualify.undecided')}</Chip>;
  return <Chip tone={score.pass ? 'good' : 'late'}>{t(score.pass ? 'qualify.pass' : 'qualify.fail')}</Chip>;
}

const rounded = (value: number) => number(Math.round(value * 10) / 10);

/** The risk score as a bar: what is earned, what is still possible, and the line that passes. */
function ScoreBar() {
  const { t, label } = useText();
  const { score } = useDeal().sheet;
  const share = (value: number) => `${(100 * value) / topScore}%`;
  const said = score.final
    ? t('qualify.score', { score: rounded(score.score20) })
    : t('qualify.range', { min: rounded(score.min), max: rounded(score.max) });
  return (
    <div>
      <div
        className={css.bar}
        style={{ '--got': share(score.min), '--can': share(score.max), '--line-at': share(passLine) }}
        aria-hidden="true"
      >
        <span className={css.can} />
        <span className={css.got} />
        <span className={css.pass} />
      </div>
      <p className={css.said}>
        <strong>{said}</strong>
        <span>{t('qualify.line', { line: passLine })}</span>
      </p>
      {(score.veto_failed ?? []).map((item) => (
        <p key={item} className={css.veto}>
          {t('qualify.veto_failed', { item: label('risk', item) })}
        </p>
      ))}
    </div>
  );
}

function Ask({ field, name }: { field: Question; name: string }) {
  const { t, label } = useText();
  const { sheet, may, edit } = useDeal();
  const value: Answer | undefined = (sheet.deal as Pick<Deal, Question>)[field];
  const [family = '', code = ''] = name.split('.');
  const text = label(family, code);
  return (
    <fieldset className={css.line} disabled={!may('edit')} aria-label={text}>
      <span className={css.text}>{text}</span>
      {answers.map((answer) => (
        <button
          key={answer}
          type="button"
          className={css.tap}
          aria-pressed={value === answer}
          onClick={() => void edit({ [field]: value === answer ? null : answer })}
        >
          {t(answer === 'yes' ? 'answer.yes' : 'answer.no')}
        </button>
      ))}
    </fieldset>
  );
}
