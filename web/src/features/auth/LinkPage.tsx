import { Button, PasswordInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { api, data } from '@/api/client';
import { Problem } from '@/api/problem';
import { useText } from '@/i18n';
import { FormProblem } from '@/ui/FormProblem';
import { Failure } from '@/ui/State';
import { say } from '@/ui/toast';
import { bind, useDraft } from '@/ui/useDraft';
import { AuthFrame } from './AuthFrame';
import css from './auth.module.css';
import { NewPassword, samePassword } from './NewPassword';

/** A one-time link: its owner sets a password, and logs in with it. */
export function LinkPage() {
  const { t } = useText();
  const { token } = useParams({ from: '/link/$token' });
  const client = useQueryClient();
  const navigate = useNavigate();
  const params = { path: { token } };
  const link = useQuery({
    queryKey: ['link', token],
    queryFn: ({ signal }) => data(api.GET('/api/links/{token}', { params, signal })),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const draft = useDraft({
    initial: { password: '', again: '' },
    send: async ({ password, again }) => {
      samePassword(password, again, t('auth.password.differ'));
      return data(api.POST('/api/links/{token}', { params, body: { password } }));
    },
    done: async () => {
      say(t('auth.link.done'));
      client.clear();
      await navigate({ to: '/login' });
    },
  });
  if (link.error) {
    const gone = link.error instanceof Problem && [404, 409].includes(link.error.status);
    return (
      <AuthFrame title={gone ? t('auth.link.gone') : t('state.failed.title')}>
        {gone ? (
          <div className={css.form}>
            <p>{t('auth.link.gone.why')}</p>
            <Button className={css.submit} component={Link} to="/login" variant="default" fullWidth>
              {t('auth.link.login')}
            </Button>
          </div>
        ) : (
          <Failure error={link.error} />
        )}
      </AuthFrame>
    );
  }
  if (!link.data) return null;
  return (
    <AuthFrame
      title={t('auth.link.title', { name: link.data.name })}
      lead={t('auth.link.lead', { login: link.data.login })}
    >
      <form className={css.form} {...draft.formProps}>
        <FormProblem draft={draft} />
        <input type="hidden" autoComplete="username" value={link.data.login} readOnly />
        <NewPassword {...bind(draft, 'password')} autoFocus />
        <PasswordInput
          label={t('auth.password.again')}
          autoComplete="new-password"
          required
          {...bind(draft, 'again')}
        />
        <Button className={css.submit} type="submit" fullWidth loading={draft.state === 'sending'}>
          {t('auth.link.submit')}
        </Button>
      </form>
    </AuthFrame>
  );
}
