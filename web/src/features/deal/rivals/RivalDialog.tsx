import { Button, Modal, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { useText } from '@/i18n';
import { ConfirmButton } from '@/ui/ConfirmButton';
import { DayInput } from '@/ui/DayInput';
import { FormProblem } from '@/ui/FormProblem';
import { bind, useDraft } from '@/ui/useDraft';
import { addRival, dropRival, editRival, type RivalFields } from '../acts';
import { useDeal } from '../context';
import css from '../deal.module.css';
import type { Competitor } from '../types';
import { useDrop } from '../useDrop';
import { Backers, Points } from './RivalDepth';

const positions = ['leading', 'level', 'behind'];

interface Values {
  name: string;
  position?: string;
  incumbent: boolean;
  last_intel_on?: string;
  counter_plan: string;
  first_seen_on?: string;
  backers: NonNullable<Competitor['backers']>;
  points: NonNullable<Competitor['points']>;
}

function given(values: Values): RivalFields {
  return {
    name: values.name.trim(),
    ...(values.position && { position: values.position }),
    ...(values.incumbent && { incumbent: true }),
    ...(values.last_intel_on && { last_intel_on: values.last_intel_on }),
    ...(values.first_seen_on && { first_seen_on: values.first_seen_on }),
    ...(values.counter_plan.trim() && { counter_plan: values.counter_plan.trim() }),
    ...(values.backers.length > 0 && { backers: values.backers }),
    ...(values.points.length > 0 && { points: values.points }),
  } as RivalFields;
}

/** Adds a rival, or changes what we know of one. */
export default function RivalDialog({ rival, onClose }: { rival: Competitor | undefined; onClose: () => void }) {
  const { t, label } = useText();
  const { sheet, today, run, conflicted } = useDeal();
  const drop = useDrop();
  const done = () => {
    void run(async () => undefined);
    onClose();
  };
  const draft = useDraft({
    name: `rival.${rival ? `${rival.id}.${rival.version}` : `new.${sheet.deal.id}`}`,
    initial: {
      name: rival?.name ?? '',
      position: rival?.position,
      incumbent: rival?.incumbent ?? false,
      last_intel_on: rival?.last_intel_on,
      counter_plan: rival?.counter_plan ?? '',
      first_seen_on: rival ? rival.first_seen_on : today,
      backers: rival?.backers ?? [],
      points: rival?.points ?? [],
    } as Values,
    send: async (values, key) => {
      if (!rival) return addRival(sheet.deal.id, given(values), key);
      const empty = { position: null, incumbent: false, last_intel_on: null, counter_plan: null };
      const more = { first_seen_on: null, backers: null, points: null };
      const patch = { ...empty, ...more, ...given(values) };
      const again = (version: number) => editRival(rival.id, version, patch);
      try {
        return await again(rival.version);
      } catch (error) {
        conflicted(error, { kind: 'rival', id: rival.id, mine: patch, again });
        throw error;
      }
    },
    done,
  });
  const remove = async () => {
    if (rival && (await drop('competitor', rival.id, () => dropRival(rival)))) onClose();
  };
  const { values } = draft;
  return (
    <Modal opened onClose={onClose} title={rival ? rival.name : t('rival.add')}>
      <form className={css.form} {...draft.formProps}>
        <FormProblem draft={draft} />
        <TextInput label={t('rival.name')} data-autofocus required maxLength={200} {...bind(draft, 'name')} />
        <div className={css.pair}>
          <Select
            label={t('rival.position')}
            clearable
            placeholder={t('value.unknown')}
            data={positions.map((code) => ({ value: code, label: label('rival_position', code) }))}
            value={values.position ?? null}
            onChange={(code) => draft.set('position', code ?? undefined)}
          />
          <DayInput
            label={t('field.first_seen_on')}
            max={today}
            value={values.first_seen_on}
            error={draft.errors.first_seen_on}
            onChange={(day) => draft.set('first_seen_on', day)}
          />
          <DayInput
            label={t('field.last_intel_on')}
            max={today}
            value={values.last_intel_on}
            error={draft.errors.last_intel_on}
            onChange={(day) => draft.set('last_intel_on', day)}
          />
        </div>
        <Switch
          label={t('field.incumbent')}
          checked={values.incumbent}
          onChange={(event) => draft.set('incumbent', event.currentTarget.checked)}
        />
        <Backers value={values.backers} onChange={(list) => draft.set('backers', list)} />
        <Points value={values.points} onChange={(list) => draft.set('points', list)} />
        <Textarea
          label={t('field.counter_plan')}
          placeholder={t('rival.plan.hint')}
          autosize
          minRows={3}
          maxLength={4000}
          {...bind(draft, 'counter_plan')}
        />
        <div className={css.acts}>
          {rival && (
            <ConfirmButton
              variant="subtle"
              question={t('rival.drop.why', { name: rival.name })}
              confirm={t('rival.drop')}
              onConfirm={() => void remove()}
            >
              {t('rival.drop')}
            </ConfirmButton>
          )}
          <Button variant="default" onClick={onClose}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" disabled={values.name.trim() === ''} loading={draft.state === 'sending'}>
            {t('act.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
