import { Button, Switch } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { useMay } from '@/api/session';
import { useText } from '@/i18n';
import { Chip, Unknown } from '@/ui/Bits';
import type { Column } from '@/ui/DataTable/column';
import { DataTable } from '@/ui/DataTable/DataTable';
import type { Rows } from '@/ui/DataTable/useRows';
import { Begin, State } from '@/ui/State';
import { type OneTimeLink, type User, useRoles, useTeams, useUsers } from '../queries';
import css from '../settings.module.css';
import { AccessDialog } from './AccessDialog';
import { HandOverDialog } from './HandOverDialog';
import { LinkDialog } from './LinkDialog';
import { PersonForm } from './PersonForm';

/** Where the log-in of a person stands. */
export function loginState(user: User): 'off' | 'none' | 'waiting' | 'ready' {
  if (!user.active) return 'off';
  if (!user.login) return 'none';
  return user.invited ? 'ready' : 'waiting';
}

const card = (user: User) => <PersonCard user={user} />;

/** The people of the workspace: who they are, in which team, what they may do, whether they can log in. */
export default function PeoplePart() {
  const { t } = useText();
  const may = useMay()('people.admin');
  const users = useUsers();
  const [open, setOpen] = useState<User | 'new'>();
  const [link, setLink] = useState<{ name: string; link: OneTimeLink }>();
  const [more, setMore] = useState<{ what: 'access' | 'handover'; user: User }>();
  const [all, setAll] = useState(false);
  const columns = usePeopleColumns();
  const rows = useMemo(() => (users.data?.items ?? []).filter((user) => all || user.active), [users.data, all]);
  const list: Rows<User> = {
    rows,
    total: rows.length,
    capped: false,
    pending: users.isPending,
    dimmed: false,
    error: users.data ? null : users.error,
    retry: () => void users.refetch(),
    more: undefined,
  };
  const onOpen = useCallback((user: User) => setOpen(user), []);
  return (
    <div className={css.tablePart}>
      <div className={css.bar}>
        <Switch label={t('user.show_off')} checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />
        {may && (
          <Button leftSection={<IconPlus size={16} />} variant="default" onClick={() => setOpen('new')}>
            {t('user.new')}
          </Button>
        )}
      </div>
      <DataTable
        label={t('settings.people')}
        columns={columns}
        list={list}
        onOpen={may ? onOpen : undefined}
        card={card}
        empty={
          <State
            title={t('user.empty.title')}
            act={may && <Begin onClick={() => setOpen('new')}>{t('user.new')}</Begin>}
          >
            {t('user.empty.why')}
          </State>
        }
      />
      {open && (
        <PersonForm
          user={open === 'new' ? undefined : open}
          onClose={() => setOpen(undefined)}
          onMore={(what) => {
            if (open !== 'new') setMore({ what, user: open });
            setOpen(undefined);
          }}
          onLink={(name, made) => setLink({ name, link: made })}
        />
      )}
      {more?.what === 'access' && <AccessDialog user={more.user} onClose={() => setMore(undefined)} />}
      {more?.what === 'handover' && <HandOverDialog user={more.user} onClose={() => setMore(undefined)} />}
      {link && <LinkDialog {...link} onClose={() => setLink(undefined)} />}
    </div>
  );
}

/** The names of teams and roles by id. */
export function useNames() {
  const { label } = useText();
  const teams = useTeams().data?.items ?? [];
  const roles = useRoles().data?.items ?? [];
  return {
    team: (id: string | undefined) => teams.find((team) => team.id === id)?.name,
    role: (id: string | undefined) => label('user_role', roles.find((role) => role.id === id)?.code),
  };
}

function LoginChip({ user }: { user: User }) {
  const { label } = useText();
  const state = loginState(user);
  return (
    <Chip tone={state === 'ready' ? 'good' : state === 'waiting' ? 'late' : undefined}>
      {label('user.login', state)}
    </Chip>
  );
}

function TeamName({ id }: { id: string | undefined }) {
  const { t } = useText();
  const name = useNames().team(id);
  return name ? <span title={name}>{name}</span> : <Unknown title={t('user.no_team')} />;
}

function RoleName({ id }: { id: string }) {
  return useNames().role(id);
}

function usePeopleColumns(): Column<User>[] {
  const { t, lang } = useText();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the translators change with the language only
  return useMemo<Column<User>[]>(
    () => [
      {
        id: 'name',
        title: t('user.field.name'),
        width: 120,
        grow: 2,
        fixed: true,
        cell: (user) => (
          <strong className={css.name} title={user.name} data-own>
            {user.name}
          </strong>
        ),
      },
      {
        id: 'login',
        title: t('user.field.login'),
        width: 120,
        grow: 2,
        cell: (user) => <span data-own>{user.login}</span>,
      },
      {
        id: 'role',
        title: t('user.field.role_id'),
        width: 100,
        grow: 1,
        cell: (user) => <RoleName id={user.role_id} />,
      },
      {
        id: 'team',
        title: t('user.field.team_id'),
        width: 120,
        grow: 2,
        cell: (user) => <TeamName id={user.team_id} />,
      },
      { id: 'state', title: t('user.field.state'), width: 150, cell: (user) => <LoginChip user={user} /> },
    ],
    [lang],
  );
}

function PersonCard({ user }: { user: User }) {
  const names = useNames();
  return (
    <div className={css.card}>
      <span className={css.cardTop}>
        <strong className={css.name} title={user.name} data-own>
          {user.name}
        </strong>
        <LoginChip user={user} />
      </span>
      <span>{[names.role(user.role_id), names.team(user.team_id)].filter(Boolean).join(' · ')}</span>
      <span className={css.small} data-own>
        {user.login}
      </span>
    </div>
  );
}
