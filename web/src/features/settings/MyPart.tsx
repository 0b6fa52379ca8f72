import { Button, PasswordInput, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { api, data } from '@/api/client';
import { Problem } from '@/api/problem';
import { useSession } from '@/api/session';
import { changeLang, type Lang, useText } from '@/i18n';
import { FormProblem } from '@/ui/FormProblem';
import { Facts, Panel } from '@/ui/Panel';
import { setPrefs, useScheme } from '@/ui/prefs';
import { say, sayRefused } from '@/ui/toast';
import { bind, useDraft } from '@/ui/useDraft';
import css from './settings.module.css';

/** What each person sets for himself: language, look, password. */
export function MyPart() {
  const { t, label, lang } = useText();
  const { user, workspace } = useSession();
  const scheme = useScheme();
  const speak = async (next: Lang) => {
    setPrefs({ lang: next });
    await changeLang(next);
    data(api.PATCH('/api/me', { body: { lang: next } })).catch(sayRefused);
  };
  return (
    <div className={css.narrow}>
      <Panel title={t('settings.me.who')}>
        <Facts
          list={[
            { name: t('user.field.name'), value: user.name },
            { name: t('user.field.login'), value: <span data-own>{user.login}</span> },
            { name: t('user.field.role_id'), value: label('user_role', user.role) },
            { name: t('settings.workspace'), value: workspace.name },
            { name: t('settings.zone'), value: `${workspace.zone} · ${workspace.currency}` },
          ]}
        />
      </Panel>
      <Panel title={t('settings.me.look')}>
        <div className={css.look}>
          <Choice
            name={t('settings.lang')}
            value={lang}
            options={[
              ['zh', '中文'],
              ['en', 'English'],
            ]}
            onChange={(next) => void speak(next as Lang)}
          />
          <Choice
            name={t('settings.scheme')}
            value={scheme}
            options={[
              ['light', t('settings.scheme.light')],
              ['dark', t('settings.scheme.dark')],
            ]}
            onChange={(next) => setPrefs({ scheme: next === 'dark' ? 'dark' : 'light' })}
          />
        </div>
      </Panel>
      <Panel title={t('settings.password')}>
        <PasswordForm />
      </Panel>
    </div>
  );
}

interface ChoiceProps {
  name: string;
  value: string;
  options: [string, string][];
  onChange: (value: string) => void;
}

function Choice({ name, value, options, onChange }: ChoiceProps) {
  return (
    <div>
      <span className={css.label}>{name}</span>
      <SegmentedControl
        aria-label={name}
        value={value}
        onChange={onChange}
        data={options.map(([code, label]) => ({ value: code, label }))}
      />
    </div>
  );
}

function PasswordForm() {
  const { t } = useText();
  const [count, setCount] = useState(0);
  const draft = useDraft({
    initial: { current: '', next: '', again: '' },
    send: async ({ current, next, again }) => {
      if (next !== again) throw new Problem(422, { field: 'again', detail: t('auth.password.differ') });
      return data(api.POST('/api/password', { body: { current, next } }));
    },
    done: () => {
      say(t('settings.password.done'));
      setCount(count + 1);
    },
  });
  return (
    <form key={count} className={css.form} {...draft.formProps}>
      <FormProblem draft={draft} />
      <PasswordInput
        label={t('settings.password.current')}
        autoComplete="current-password"
        required
        {...bind(draft, 'current')}
      />
      <PasswordInput
        label={t('auth.password.new')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        description={t('auth.password.rule')}
        autoComplete="new-password"
        required
        {...bind(draft, 'next')}
      />
      <PasswordInput label={t('auth.password.again')} autoComplete="new-password" required {...bind(draft, 'again')} />
      <div className={css.formActs}>
        <Button type="submit" loading={draft.state === 'sending'}>
          {t('settings.password.submit')}
        </Button>
      </div>
    </form>
  );
}
