import { Alert, Button } from '@mantine/core';
import { offline } from '@/api/problem';
import { useText } from '@/i18n';
import type { Draft } from './useDraft';

/** What stands above a form: the refusal that belongs to no field, a lost line, or a draft that was brought back. */
export function FormProblem<T extends object, R>({ draft }: { draft: Draft<T, R> }) {
  const { t } = useText();
  const { problem, restored } = draft;
  if (problem?.status === offline) {
    return (
      <Alert color="gray" role="alert">
        {t('form.offline')}
      </Alert>
    );
  }
  const placed = Object.keys(draft.errors).some((field) => field in draft.values);
  if (problem && !placed) {
    return (
      <Alert color="gray" role="alert">
        {problem.message || t('state.failed.why')}
      </Alert>
    );
  }
  if (!restored || problem) return null;
  return (
    <Alert color="gray" role="status">
      {t('form.restored')}{' '}
      <Button size="compact-xs" variant="subtle" onClick={draft.forget}>
        {t('form.discard')}
      </Button>
    </Alert>
  );
}
