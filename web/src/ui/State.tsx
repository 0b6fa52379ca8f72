// The states of a screen besides its content: empty, failed, forbidden, missing, offline.
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { offline, Problem } from '@/api/problem';
import { useText } from '@/i18n';
import css from './state.module.css';

interface StateProps {
  title: string;
  children?: ReactNode;
  act?: ReactNode;
  alert?: boolean;
}

/** Says what belongs here, why it helps, and offers one act. */
export function State({ title, children, act, alert }: StateProps) {
  return (
    <div className={css.state} role={alert ? 'alert' : undefined}>
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {act && <div className={css.act}>{act}</div>}
    </div>
  );
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
