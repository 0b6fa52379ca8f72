import { Link } from '@tanstack/react-router';
import { useText } from '@/i18n';
import css from '../settings.module.css';
import type { Trial } from './queries';
import own from './rules.module.css';
import { useRuleText } from './text';

/** What a draft would do to the flags of the open deals: how many, of which rules, and the first deals. */
export function TrialPanel({ trial }: { trial: Trial }) {
  const { t } = useText();
  const { title } = useRuleText();
  return (
    <div className={own.trial} role="status">
      <p>
        <strong>{t('rules.trial', { raised: trial.raised, cleared: trial.cleared, moved: trial.moved })}</strong>{' '}
        <span className={css.small}>
          {t(trial.partial ? 'rules.trial.partial' : 'rules.trial.deals', { n: trial.deals })}
        </span>
      </p>
      {trial.failed.length > 0 && <p>{t('own.trial.failed')}</p>}
      {trial.rules.length > 0 && (
        <ul className={own.found}>
          {trial.rules.map(({ rule, raised, cleared, moved }) => (
            <li key={rule}>
              {rule} {title(rule)} <Turn {...{ raised, cleared, moved }} />
            </li>
          ))}
        </ul>
      )}
      {trial.first.length > 0 && (
        <>
          <h3>{t('rules.trial.first')}</h3>
          <ul className={own.found}>
            {trial.first.map(({ id, name, raised, cleared, moved }) => (
              <li key={id}>
                <Link to="/deals/$id" params={{ id }} data-own>
                  {name}
                </Link>{' '}
                <span className={css.small}>
                  {[...raised.map((rule) => `+${rule}`), ...cleared.map((rule) => `−${rule}`), ...moved].join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Turn({ raised, cleared, moved }: { raised: number; cleared: number; moved: number }) {
  const { t } = useText();
  const said = [
    raised > 0 && `+${raised}`,
    cleared > 0 && `−${cleared}`,
    moved > 0 && t('rules.trial.moved', { n: moved }),
  ].filter(Boolean);
  return <span className="tabular">{said.join(' ')}</span>;
}
