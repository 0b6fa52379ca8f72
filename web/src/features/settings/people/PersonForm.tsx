import { Button, Drawer, Select, Switch, TextInput } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '@/i18n';
import { FormProblem } from '@/ui/FormProblem';
import { sayRefused } from '@/ui/toast';
import { bind, useDraft } from '@/ui/useDraft';
import {
  addUser,
  makeLink,
  type OneTimeLink,
  saveUser,
  type User,
  usePeopleChanged,
  useRoles,
  useTeams,
} from '../queries';
import css from '../settings.module.css';

interface PersonFormProps {
  /** Absent: a new person. */
  user?: User;
  onClose: () => void;
  /** Opens what a person is logged in with, or the handing over of his work. */
  onMore: (what: 'access' | 'handover') => void;
  /** Takes a link that was made for the person. */
  onLink: (name: string, link: OneTimeLink) => void;
}

interface Values {
  name: string;
  login: string;
  role_id?: string;
  team_id?: string;
  lang: 'zh' | 'en';
  active: boolean;
}

function send(user: User | undefined, values: Values, key: string): Promise<User> {
  const { login, team_id, role_id = '', name, lang, active } = values;
  if (user) return saveUser(user, { name, login: login || null, team_id: team_id ?? null, role_id, lang, active });
  return addUser({ name, role_id, lang, active, ...(login && { login }), ...(team_id && { team_id }) }, key);
}

/** Adds a person, or changes his role, team and log-in; from here the one-time link is made. */
export function PersonForm({ user, onClose, onMore, onLink }: PersonFormProps) {
  const { t } = useText();
  const changed = usePeopleChanged();
  const [linking, setLinking] = useState(false);
  const invite = async (to: User) => {
    setLinking(true);
    try {
      onLink(to.name, await makeLink(to.id));
      onClose();
    } catch (error) {
      sayRefused(error);
    }
    setLinking(false);
  };
  const draft = useDraft<Values, User>({
    initial: {
      name: user?.name ?? '',
      login: user?.login ?? '',
      role_id: user?.role_id,
      team_id: user?.team_id,
      lang: user?.lang ?? 'zh',
      active: user?.active ?? true,
    },
    send: (values, key) => send(user, values, key),
    done: (saved) => {
      void changed();
      if (!user && saved.login) void invite(saved);
      else onClose();
    },
  });
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={user ? t('fact.edit', { name: user.name }) : t('user.new')}
    >
      <form className={css.form} {...draft.formProps}>
        <FormProblem draft={draft} />
        <TextInput label={t('user.field.name')} data-autofocus required maxLength={100} {...bind(draft, 'name')} />
        <TextInput
          label={t('user.field.login')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          description={t('user.login.hint')}
          maxLength={100}
          autoComplete="off"
          {...bind(draft, 'login')}
        />
        <Place draft={draft} />
        <Select
          label={t('settings.lang')}
          allowDeselect={false}
          data={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
          value={draft.values.lang}
          onChange={(lang) => draft.set('lang', lang === 'en' ? 'en' : 'zh')}
        />
        {user && (
          <Switch
            label={t('user.field.active')}
            description={t('user.active.hint')}
            checked={draft.values.active}
            error={draft.errors.active}
            onChange={(event) => draft.set('active', event.currentTarget.checked)}
          />
        )}
        {user && (
          <div className={css.more}>
            <Button variant="default" onClick={() => onMore('handover')}>
              {t('user.handover')}
            </Button>
            <Button variant="default" onClick={() => onMore('access')}>
              {t('user.access')}
            </Button>
            {user.login && user.active && (
              <Button
                variant="default"
                leftSection={<IconLink size={15} />}
                loading={linking}
                onClick={() => void invite(user)}
              >
                {t('user.link.make')}
              </Button>
            )}
          </div>
        )}
        <div className={css.formActs}>
          <Button variant="default" onClick={onClose}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" loading={draft.state === 'sending' || (linking && !user)}>
            {t(user ? 'act.save' : 'user.new.submit')}
          </Button>
        </div>
      </form>
    </Drawer>
  );
}

type PlaceDraft = ReturnType<typeof useDraft<Values, User>>;

function Place({ draft }: { draft: PlaceDraft }) {
  const { t, label } = useText();
  const roles = useRoles().data?.items ?? [];
  const teams = useTeams().data?.items ?? [];
  return (
    <>
      <Select
        label={t('user.field.role_id')}
        required
        allowDeselect={false}
        data={roles.map(({ id, code }) => ({ value: id, label: label('user_role', code) }))}
        value={draft.values.role_id ?? null}
        error={draft.errors.role_id}
        onChange={(id) => draft.set('role_id', id ?? undefined)}
      />
      <Select
        label={t('user.field.team_id')}
        clearable
        searchable
        data={teams.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.values.team_id ?? null}
        error={draft.errors.team_id}
        onChange={(id) => draft.set('team_id', id ?? undefined)}
      />
    </>
  );
}
