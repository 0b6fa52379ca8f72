import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useText } from '@/i18n';
import { FormProblem } from '@/ui/FormProblem';
import { PersonPicker } from '@/ui/Pickers';
import { bind, useDraft } from '@/ui/useDraft';
import { addTeam, saveTeam, type Team, usePeopleChanged } from '../queries';
import css from '../settings.module.css';
import { possibleParents } from './tree';

interface TeamFormProps {
  /** Absent: a new team. */
  team?: Team;
  /** The team above a new one. */
  parent?: string;
  teams: Team[];
  onClose: () => void;
}

interface Values {
  name: string;
  parent_id?: string;
  head_id?: string;
}

function send(team: Team | undefined, { name, parent_id, head_id }: Values, key: string): Promise<Team> {
  if (team) return saveTeam(team, { name, parent_id: parent_id ?? null, head_id: head_id ?? null });
  return addTeam({ name, ...(parent_id && { parent_id }), ...(head_id && { head_id }) }, key);
}

/** Adds a team, or changes its name, its place in the tree and its head. */
export function TeamForm({ team, parent, teams, onClose }: TeamFormProps) {
  const { t } = useText();
  const changed = usePeopleChanged();
  const draft = useDraft<Values, Team>({
    initial: { name: team?.name ?? '', parent_id: team?.parent_id ?? parent, head_id: team?.head_id },
    send: (values, key) => send(team, values, key),
    done: () => {
      void changed();
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={team ? t('fact.edit', { name: team.name }) : t('team.new')} size="sm">
      <form className={css.form} {...draft.formProps}>
        <FormProblem draft={draft} />
        <TextInput label={t('team.field.name')} data-autofocus required maxLength={100} {...bind(draft, 'name')} />
        <Select
          label={t('team.field.parent_id')}
          clearable
          searchable
          data={possibleParents(teams, team).map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.values.parent_id ?? null}
          error={draft.errors.parent_id}
          onChange={(id) => draft.set('parent_id', id ?? undefined)}
        />
        <PersonPicker
          label={t('team.field.head_id')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          description={t('team.head.hint')}
          value={draft.values.head_id}
          error={draft.errors.head_id}
          onChange={(id) => draft.set('head_id', id)}
        />
        <div className={css.formActs}>
          <Button variant="default" onClick={onClose}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" loading={draft.state === 'sending'}>
            {t('act.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
