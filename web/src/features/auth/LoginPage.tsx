import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Navigate, useRouter, useSearch } from '@tanstack/react-router';
import { api, data } from '@/api/client';
import { keys } from '@/api/keys';
import { enter } from '@/api/session';
import { useText } from '@/i18n';
import { FormProblem } from '@/ui/FormProblem';
import { bind, useDraft } from '@/ui/useDraft';
import { AuthFrame } from './AuthFrame';
import css from './auth.module.css';

/** Asks for name and password; a server without an administrator sends on to the set-up. */
export function LoginPage() {
  const { t } = useText();
  const client = useQueryClient();
  const router = useRouter();
  const { to } = useSearch({ from: '/login' });
  const setup = useQuery({
    queryKey: keys.setup,
    queryFn: ({ signal }) => data(api.GET('/api/setup', { signal })),
  });
  const draft = useDraft({
    initial: { login: '', password: '' },
    send: (body) => data(api.POST('/api/login', { body })),
    done: async () => {
      await enter(client);
      router.history.push(to ?? '/');
    },
  });
  if (setup.data?.needed) return <Navigate to="/setup" replace />;
  return (
    <AuthFrame title={t('auth.login.title')}>
      <form className={css.form} {...draft.formProps}>
        <FormProblem draft={draft} />
        <TextInput label={t('auth.login.name')} autoComplete="username" autoFocus required {...bind(draft, 'login')} />
        <PasswordInput
          label={t('auth.password')}
          autoComplete="current-password"
          required
          {...bind(draft, 'password')}
        />
        <Button className={css.submit} type="submit" fullWidth loading={draft.state === 'sending'}>
          {t('auth.login.submit')}
        </Button>
      </form>
    </AuthFrame>
  );
}
