import { Button, Drawer } from '@mantine/core';
import { useRef } from 'react';
import { Problem } from '@/api/problem';
import { useText } from '@/i18n';
import { ConfirmButton } from '@/ui/ConfirmButton';
import { FormProblem } from '@/ui/FormProblem';
import { useDraft } from '@/ui/useDraft';
import { dropInfluence } from '../acts';
import { useDeal } from '../context';
import { PersonTactics } from '../tactics/PersonTactics';
import type { Influence, Role } from '../types';
import { Course } from './course/Course';
import { CoachSection } from './form/CoachSection';
import type { PersonDraft } from './form/draft';
import css from './form/form.module.css';
import { GainSection } from './form/GainSection';
import { GapSection } from './form/GapSection';
import { NearSection } from './form/NearSection';
import { PlanSection } from './form/PlanSection';
import { RoleSection } from './form/RoleSection';
import { SupportSection } from './form/SupportSection';
import { WhoSection } from './form/WhoSection';
import { FirstWhy } from './form/Why';
import { History } from './History';
import { useSend } from './useSend';
import { startValues, type Values } from './values';

interface DrawerProps {
  /** An influence of the deal, or "new". */
  id: string;
  role: Role | undefined;
  onClose: () => void;
}

/** Everything about one person of the deal, or the form that adds one. */
export default function InfluenceDrawer({ id, role, onClose }: DrawerProps) {
  const { t } = useText();
  const { sheet } = useDeal();
  const person = sheet.influences.find((one) => one.id === id);
  if (!person && id !== 'new') return null;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={600}
      padding="xl"
      title={
        person ? (
          <>
            <strong>{person.name}</strong> <span className={css.post}>{person.title}</span>
          </>
        ) : (
          t('people.add')
        )
      }
    >
      <PersonForm key={person?.version ?? 'new'} person={person} role={role} onClose={onClose} />
    </Drawer>
  );
}

/** The faults that need no server: nobody chosen, no role. */
function check(values: Values, adding: boolean, say: (key: 'person.need.who' | 'person.need.role') => string): void {
  const errors = [];
  if (adding && !values.create && !values.contact_id) {
    errors.push({ code: 'missing', field: 'contact_id', detail: say('person.need.who') });
  }
  if (adding && values.create && values.new_name.trim() === '') {
    errors.push({ code: 'missing', field: 'new_name', detail: say('person.need.who') });
  }
  if (values.roles.length === 0) errors.push({ code: 'missing', field: 'roles', detail: say('person.need.role') });
  if (errors.length > 0) throw new Problem(422, { code: 'invalid', errors });
}

interface FormProps {
  person: Influence | undefined;
  role: Role | undefined;
  onClose: () => void;
}

/** The form about a person. */
export function PersonForm({ person, role, onClose }: FormProps) {
  const { t } = useText();
  const { sheet, may, run, past } = useDeal();
  const send = useSend(person);
  const sways = sheet.edges.filter((edge) => edge.from_id === person?.id).map((edge) => edge.to_id);
  const before = useRef(startValues(person, sways, role)).current;
  const draft: PersonDraft = useDraft({
    name: person ? `person.${person.id}.${person.version}` : `person.new.${sheet.deal.id}`,
    initial: before,
    send: (values, key) => {
      check(values, !person, t);
      return send(before, values, key);
    },
    done: onClose,
  });
  const readOnly = !may('edit');
  const known = person && before;
  const secrets = sheet.secrets ?? false;
  const remove = async () => {
    if (person && (await run(() => dropInfluence(person)))) onClose();
  };
  return (
    <>
      {person && !past && <PersonTactics person={person} />}
      {person && !past && <Course person={person} unsaved={draft.state !== 'clean'} />}
      <form className={css.form} {...draft.formProps}>
        <fieldset className={css.whole} disabled={readOnly}>
          <FormProblem draft={draft} />
          {!person && <WhoSection draft={draft} />}
          <RoleSection draft={draft} before={known} />
          {draft.values.roles.includes('CO') && <CoachSection draft={draft} secrets={secrets} />}
          <SupportSection draft={draft} before={known} />
          <NearSection draft={draft} before={known} self={person?.id} />
          <GapSection draft={draft} before={known} />
          <GainSection draft={draft} />
          <PlanSection draft={draft} />
          {!person && <FirstWhy draft={draft} />}
        </fieldset>
        {person && !past && <History person={person.id} />}
        <div className={css.acts} data-sticky>
          {person && !readOnly && (
            <span className={css.left}>
              <ConfirmButton
                variant="subtle"
                question={t('person.drop.why', { name: person.name })}
                confirm={t('person.drop')}
                onConfirm={() => void remove()}
              >
                {t('person.drop')}
              </ConfirmButton>
            </span>
          )}
          <Button variant="default" onClick={onClose}>
            {t(readOnly ? 'act.close' : 'act.cancel')}
          </Button>
          {!readOnly && (
            <Button type="submit" loading={draft.state === 'sending'}>
              {t('act.save')}
            </Button>
          )}
        </div>
      </form>
    </>
  );
}
