import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Navigate, useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api, data } from '@/api/client';
import { keys } from '@/api/keys';
import type { components } from '@/api/schema';
import { enter } from '@/api/session';
import { useText } from '@/i18n';
import { FormProblem } from '@/ui/FormProblem';
import { welcome } from '@/ui/prefs';
import { bind, useDraft } from '@/ui/useDraft';
import { AuthFrame } from './AuthFrame';
import css from './auth.module.css';
import { CodeForm } from './CodeForm';

type SignedIn = components['schemas']['SignedIn'];

/** Asks for name and password, and for a code where there is a second factor; a server without an administrator sends on to the set-up. */
export function LoginPage() {
  const { t } = useText();
  const client = useQueryClient();
  const router = useRouter();
  const { to } = useSearch({ from: '/login' });
  const setup = useQuery({
    queryKey: keys.setup,
    queryFn: ({ signal }) => data(api.GET('/api/setup', { signal })),
  });
  const [half, setHalf] = useState(false);
  const inside = async () => {
    await enter(client);
    welcome();
    router.history.push(to ?? '/');
  };
  const draft = useDraft<{ login: string; password: string }, SignedIn>({
    initial: { login: '', password: '' },
    send: (body) => data(api.POST('/api/login', { body })),
    done: async ({ code_needed }) => {
      if (code_needed) setHalf(true);
      else await inside();
    },
  });
  if (half) return <CodeForm onDone={() => void inside()} onBack={() => setHalf(false)} />;
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
