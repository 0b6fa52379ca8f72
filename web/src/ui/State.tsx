// The states of a screen besides its content: empty, failed, forbidden, missing, offline.
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';
import { offline, Problem } from '@/api/problem';
import { useText } from '@/i18n';
import css from './state.module.css';

interface StateProps {
  title: string;
  children?: ReactNode;
  act?: ReactNode;
  alert?: boolean;
  /** It stands in a panel among others. */
  small?: boolean;
}

/** Says what belongs here, why it helps, and offers one act to those who may. */
export function State({ title, children, act, alert, small }: StateProps) {
  return (
    <div className={css.state} role={alert ? 'alert' : undefined} data-state={small ? 'small' : 'page'}>
      {small ? <strong>{title}</strong> : <h2>{title}</h2>}
      {children && <p>{children}</p>}
      {act && <div className={css.act}>{act}</div>}
    </div>
  );
}

/** The one act of an empty panel: what it says is done, or the cursor goes into the line of the panel in which one writes. */
export function Begin({ onClick, children }: { onClick?: () => void; children?: string }) {
  const { t } = useText();
  return (
    <Button size="compact-md" variant="default" onClick={onClick ?? toLine}>
      {children ?? t('state.begin')}
    </Button>
  );
}

// A line to write in is marked by data-line; a form so marked begins with its first choice.
function toLine({ currentTarget }: MouseEvent<HTMLElement>) {
  const line = currentTarget.closest('section')?.querySelector<HTMLElement>('[data-line]');
  const field = line?.matches('form') ? line.querySelector<HTMLElement>('button, input, textarea') : line;
  field?.focus();
}

/** A refusal as a screen: offline, forbidden, missing or failed, each with what can be done. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useText();
  const problem = error instanceof Problem ? error : new Problem(500);
  const again = retry && <Button onClick={retry}>{t('state.retry')}</Button>;
  if (problem.status === offline) {
    return (
      <State alert title={t('state.offline.title')} act={again}>
        {t('state.offline.why')}
      </State>
    );
  }
  if (problem.status === 403) {
    return (
      <State alert title={t('state.forbidden.title')}>
        {problem.message || t('state.forbidden.why')}
      </State>
    );
  }
  if (problem.status === 404) {
    return (
      <State
        alert
        title={t('state.missing.title')}
        act={
          <Button component={Link} to="/" variant="default">
            {t('state.nowhere.home')}
          </Button>
        }
      >
        {t('state.missing.why')}
      </State>
    );
  }
  return (
    <State alert title={t('state.failed.title')} act={again}>
      {problem.message || t('state.failed.why')}
      {problem.requestId && <span className={css.id}>{t('state.failed.id', { id: problem.requestId })}</span>}
    </State>
  );
}
