import { ActionIcon, Button } from '@mantine/core';
import { IconPencil, IconPlus, IconUserStar } from '@tabler/icons-react';
import { useState } from 'react';
import { usePeople } from '@/api/people';
import { useMay } from '@/api/session';
import { useText } from '@/i18n';
import { Panel } from '@/ui/Panel';
import { Begin, Failure, State } from '@/ui/State';
import { type Team, useTeams } from '../queries';
import css from '../settings.module.css';
import { TeamForm } from './TeamForm';
import { type TeamBranch, teamTree } from './tree';

/** What is open: a team, or a new one below another. */
type Open = { team?: Team; parent?: string };

/** The teams as a tree, each with its head and its people. */
export default function TeamsPart() {
  const { t } = useText();
  const may = useMay()('people.admin');
  const { data, error, refetch } = useTeams();
  const [open, setOpen] = useState<Open>();
  if (error && !data) return <Failure error={error} retry={() => void refetch()} />;
  const teams = data?.items ?? [];
  const none = data !== undefined && teams.length === 0;
  return (
    <div className={css.narrow}>
      <Panel
        title={t('settings.teams')}
        side={
          may &&
          !none && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPlus size={15} />}
              onClick={() => setOpen({})}
            >
              {t('team.new')}
            </Button>
          )
        }
      >
        <p className={css.hint}>{t('team.hint')}</p>
        {none && (
          <State title={t('team.empty.title')} act={may && <Begin onClick={() => setOpen({})}>{t('team.new')}</Begin>}>
            {t('team.empty.why')}
          </State>
        )}
        <Branches branches={teamTree(teams)} onOpen={may ? setOpen : undefined} />
      </Panel>
      {open && <TeamForm {...open} teams={teams} onClose={() => setOpen(undefined)} />}
    </div>
  );
}

function Branches({ branches, onOpen }: { branches: TeamBranch[]; onOpen?: (open: Open) => void }) {
  if (branches.length === 0) return null;
  return (
    <ul className={css.tree}>
      {branches.map(({ team, below }) => (
        <li key={team.id}>
          <TeamLine team={team} onOpen={onOpen} />
          <Branches branches={below} onOpen={onOpen} />
        </li>
      ))}
    </ul>
  );
}

function TeamLine({ team, onOpen }: { team: Team; onOpen?: (open: Open) => void }) {
  const { t } = useText();
  const people = usePeople().data?.items ?? [];
  const head = people.find(({ id }) => id === team.head_id);
  const members = people.filter((person) => person.team_id === team.id && person.active && person.id !== team.head_id);
  return (
    <div className={css.team}>
      <strong>{team.name}</strong>
      {onOpen && (
        <span>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            title={t('fact.edit', { name: team.name })}
            aria-label={t('fact.edit', { name: team.name })}
            onClick={() => onOpen({ team })}
          >
            <IconPencil size={14} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            title={t('team.new_below', { name: team.name })}
            aria-label={t('team.new_below', { name: team.name })}
            onClick={() => onOpen({ parent: team.id })}
          >
            <IconPlus size={14} />
          </ActionIcon>
        </span>
      )}
      <span className={css.members}>
        <span className={head ? css.head : css.small}>
          <IconUserStar size={14} aria-hidden /> {head ? t('team.head_is', { name: head.name }) : t('team.no_head')}
        </span>
        {members.length > 0 && <span>{members.map(({ name }) => name).join(' · ')}</span>}
      </span>
    </div>
  );
}
