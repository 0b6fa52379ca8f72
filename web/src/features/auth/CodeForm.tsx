import { Button, TextInput } from '@mantine/core';
import { api, data } from '@/api/client';
import { isProblem } from '@/api/problem';
import { useText } from '@/i18n';
import { FormProblem } from '@/ui/FormProblem';
import { bind, useDraft } from '@/ui/useDraft';
import { AuthFrame } from './AuthFrame';
import css from './auth.module.css';

/** The second half of a log-in: a code of the authenticator, or a recovery code. */
export function CodeForm({ onDone, onBack }: { onDone: () => void; onBack: () => void }) {
  const { t } = useText();
  const draft = useDraft({
    initial: { code: '' },
    send: (body) => data(api.POST('/api/login/code', { body })),
    done: onDone,
  });
  const late = isProblem(draft.problem, 'login_again');
  return (
    <AuthFrame title={t('auth.code.title')} lead={t('auth.code.lead')}>
      <form className={css.form} {...draft.formProps}>
        <FormProblem draft={draft} />
        <TextInput
          label={t('auth.code')}
          autoComplete="one-time-code"
          autoFocus
          required
          maxLength={40}
          {...bind(draft, 'code')}
        />
        <Button className={css.submit} type="submit" fullWidth disabled={late} loading={draft.state === 'sending'}>
          {t('auth.code.submit')}
        </Button>
        <Button variant="subtle" fullWidth onClick={onBack}>
          {t('auth.code.back')}
        </Button>
      </form>
    </AuthFrame>
  );
}
