// The pages that belong to no feature: something failed, nothing is here.
import { Button } from '@mantine/core';
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { useText } from '@/i18n';
import { Failure, State } from '@/ui/State';

/** A screen that could not be shown; it can be tried again. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return <Failure error={error} retry={retry} />;
}

/** An address without a screen. */
export function NotFoundPage() {
  const { t } = useText();
  return (
    <State
      title={t('state.nowhere.title')}
      act={
        <Button component={Link} to="/">
          {t('state.nowhere.home')}
        </Button>
      }
    >
      {t('state.nowhere.why')}
    </State>
  );
}
