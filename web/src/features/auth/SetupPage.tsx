import { Button, PasswordInput, Select, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Navigate, useNavigate } from '@tanstack/react-router';
import { api, data } from '@/api/client';
import { keys } from '@/api/keys';
import { enter } from '@/api/session';
import { changeLang, type Lang, useText } from '@/i18n';
import { FormProblem } from '@/ui/FormProblem';
import { setPrefs, welcome } from '@/ui/prefs';
import { bind, useDraft } from '@/ui/useDraft';
import { AuthFrame } from './AuthFrame';
import css from './auth.module.css';
import { NewPassword, samePassword } from './NewPassword';

const zones = Intl.supportedValuesOf('timeZone');
const currencies = ['CNY', 'USD', 'EUR', 'HKD', 'SGD', 'GBP', 'JPY', 'TWD', 'MYR', 'THB', 'IDR', 'VND'];

/** The first start: names the workspace and creates its administrator. */
export function SetupPage() {
  const { t, lang } = useText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const state = useQuery({
    queryKey: keys.setup,
    queryFn: ({ signal }) => data(api.GET('/api/setup', { signal })),
  });
  const draft = useDraft({
    initial: {
      secret: '',
      workspace_name: '',
      name: '',
      login: '',
      password: '',
      again: '',
      zone: 'Asia/Shanghai',
      currency: 'CNY',
    },
    send: ({ again, ...body }) => {
      samePassword(body.password, again, t('auth.password.differ'));
      return data(api.POST('/api/setup', { body: { ...body, lang } }));
    },
    done: async () => {
      await enter(client);
      welcome();
      await navigate({ to: '/' });
    },
  });
  if (state.data && !state.data.needed) return <Navigate to="/" replace />;
  const speak = async (next: string | null) => {
    if (!next) return;
    setPrefs({ lang: next as Lang });
    await changeLang(next as Lang);
  };
  return (
    <AuthFrame title={t('auth.setup.title')} lead={t('auth.setup.lead')}>
      <form className={css.form} {...draft.formProps}>
        <FormProblem draft={draft} />
        <PasswordInput
          label={t('auth.setup.secret')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          description={t('auth.setup.secret.where')}
          autoComplete="off"
          autoFocus
          required
          {...bind(draft, 'secret')}
        />
        <TextInput
          label={t('auth.setup.workspace')}
          autoComplete="organization"
          required
          {...bind(draft, 'workspace_name')}
        />
        <div className={css.pair}>
          <TextInput label={t('auth.setup.name')} autoComplete="name" required {...bind(draft, 'name')} />
          <TextInput label={t('auth.login.name')} autoComplete="username" required {...bind(draft, 'login')} />
        </div>
        <NewPassword {...bind(draft, 'password')} />
        <PasswordInput
          label={t('auth.password.again')}
          autoComplete="new-password"
          required
          {...bind(draft, 'again')}
        />
        <Select
          label={t('auth.setup.zone')}
          searchable
          allowDeselect={false}
          data={zones}
          limit={50}
          value={draft.values.zone}
          error={draft.errors.zone}
          onChange={(zone) => zone && draft.set('zone', zone)}
        />
        <div className={css.pair}>
          <Select
            label={t('auth.setup.currency')}
            allowDeselect={false}
            data={currencies}
            value={draft.values.currency}
            error={draft.errors.currency}
            onChange={(code) => code && draft.set('currency', code)}
          />
          <Select
            label={t('auth.setup.lang')}
            allowDeselect={false}
            data={[
              { value: 'zh', label: t('lang.zh') },
              { value: 'en', label: t('lang.en') },
            ]}
            value={lang}
            onChange={(next) => void speak(next)}
          />
        </div>
        <Button className={css.submit} type="submit" fullWidth loading={draft.state === 'sending'}>
          {t('auth.setup.submit')}
        </Button>
      </form>
    </AuthFrame>
  );
}
