import { useNavigate } from '@tanstack/react-router';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { Panel } from '@/ui/Panel';
import { Failure } from '@/ui/State';
import { useDeal } from '../context';
import css from './past.module.css';
import { type Chapter, type Turn, useHistory } from './queries';
import { turnSigns, useTurnWords } from './turns';

/** The story of a closed deal: its time in each stage with the turning points, in order. */
export default function StoryPanel() {
  const { t } = useText();
  const { deal } = useDeal().sheet;
  const history = useHistory(deal.id);
  if (history.error) return <Failure error={history.error} retry={() => void history.refetch()} />;
  if (!history.data?.chapters.length) return null;
  return (
    <Panel title={t('past.story')}>
      <ol className={css.story}>
        {history.data.chapters.map((chapter) => (
          <One key={chapter.from + chapter.to + chapter.act} chapter={chapter} />
        ))}
      </ol>
    </Panel>
  );
}

function One({ chapter }: { chapter: Chapter }) {
  const { t, label } = useText();
  const format = useFormat();
  const name = chapter.stage ? `${chapter.stage} ${label('stage', chapter.stage)}` : t('past.story.stage_unknown');
  return (
    <li className={css.chapter}>
      <h3>{name}</h3>
      <span className={css.when}>
        {t('past.story.chapter', {
          from: format.day(chapter.from),
          to: format.day(chapter.to),
          days: chapter.days,
        })}
      </span>
      {chapter.turns.length === 0 && <p className={css.sub}>{t('past.story.quiet')}</p>}
      <ul className={css.turns}>
        {chapter.turns.map((turn) => (
          <Point key={`${turn.at}${turn.what}${turn.rule ?? ''}${turn.person_id ?? ''}`} turn={turn} />
        ))}
      </ul>
    </li>
  );
}

function Point({ turn }: { turn: Turn }) {
  const { t } = useText();
  const format = useFormat();
  const words = useTurnWords();
  const navigate = useNavigate({ from: '/deals/$id' });
  const see = () => void navigate({ search: { on: turn.on } });
  return (
    <li>
      <span aria-hidden="true">{turnSigns[turn.what]}</span>
      <span className={css.words}>
        <span data-own={turn.person ? true : undefined}>{words(turn)}</span>{' '}
        <button type="button" className={css.link} title={t('past.story.see')} onClick={see}>
          {format.day(turn.on)}
        </button>
        {turn.reason && <q data-own>{turn.reason}</q>}
      </span>
    </li>
  );
}
