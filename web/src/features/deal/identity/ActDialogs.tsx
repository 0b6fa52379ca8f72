// The acts on the deal as a whole that need a word more: to whom, where to, why.
import { Button, Modal, Select, Textarea, TextInput } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useText } from '@/i18n';
import { FormProblem } from '@/ui/FormProblem';
import { PersonPicker } from '@/ui/Pickers';
import { say } from '@/ui/toast';
import { bind, type Draft, useDraft } from '@/ui/useDraft';
import { type Ending, end, giveTo, goBack, trashDeal } from '../acts';
import { useDeal } from '../context';
import css from '../deal.module.css';
import { useMoved } from '../gate/useMoved';
import { type Stage, stages } from '../types';

/** What can be done with a deal as a whole. */
export type Act = Ending | 'owner' | 'back' | 'trash';

/** The dialog of an act. */
export default function ActDialog({ act, onClose }: { act: Act; onClose: () => void }) {
  if (act === 'owner') return <OwnerDialog onClose={onClose} />;
  if (act === 'back') return <BackDialog onClose={onClose} />;
  if (act === 'trash') return <TrashDialog onClose={onClose} />;
  return <EndDialog how={act} onClose={onClose} />;
}

interface FormProps<T extends object, R> {
  title: string;
  why: string;
  submit: string;
  ready: boolean;
  danger?: boolean;
  draft: Draft<T, R>;
  onClose: () => void;
  children?: ReactNode;
}

function ActForm<T extends object, R>(props: FormProps<T, R>) {
  const { t } = useText();
  const { title, why, submit, ready, danger, draft, onClose, children } = props;
  return (
    <Modal opened onClose={onClose} title={title}>
      <form className={css.form} {...draft.formProps}>
        <p className={css.why}>{why}</p>
        <FormProblem draft={draft} />
        {children}
        <div className={css.acts}>
          <Button variant="default" onClick={onClose}>
            {t('act.cancel')}
          </Button>
          <Button
            type="submit"
            className={danger ? css.danger : undefined}
            disabled={!ready}
            loading={draft.state === 'sending'}
          >
            {submit}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** Gives the deal to another owner. */
function OwnerDialog({ onClose }: { onClose: () => void }) {
  const { t } = useText();
  const { deal } = useDeal().sheet;
  const { after } = useMoved();
  const draft = useDraft({
    initial: { owner_id: deal.owner_id as string | undefined },
    send: (values) => giveTo(deal, values.owner_id ?? ''),
    done: () => {
      after();
      onClose();
    },
  });
  const { owner_id } = draft.values;
  return (
    <ActForm
      title={t('deal.act.owner')}
      why={t('deal.owner.why')}
      submit={t('deal.owner.submit')}
      ready={owner_id !== undefined && owner_id !== deal.owner_id}
      draft={draft}
      onClose={onClose}
    >
      <PersonPicker
        label={t('deal.field.owner')}
        data-autofocus
        value={owner_id}
        error={draft.errors.owner_id}
        onChange={(id) => draft.set('owner_id', id)}
      />
    </ActForm>
  );
}

/** Goes back to an earlier stage, with a reason. */
function BackDialog({ onClose }: { onClose: () => void }) {
  const { t, label } = useText();
  const { deal } = useDeal().sheet;
  const { offerUndo } = useMoved();
  const earlier = stages.slice(0, stages.indexOf((deal.stage ?? 'S1') as 'S1'));
  const draft = useDraft({
    initial: { to: earlier.at(-1) as Stage | undefined, reason: '' },
    send: ({ to = 'S1', reason }) => goBack(deal, to, reason.trim()),
    done: (moved) => {
      offerUndo(moved);
      onClose();
    },
  });
  const { to, reason } = draft.values;
  return (
    <ActForm
      title={t('deal.act.back')}
      why={t('board.back.why', { name: deal.name })}
      submit={t('board.back.submit')}
      ready={to !== undefined && reason.trim() !== ''}
      draft={draft}
      onClose={onClose}
    >
      <Select
        label={t('deal.back.to')}
        allowDeselect={false}
        data={earlier.map((stage) => ({ value: stage, label: `${stage} ${label('stage', stage)}` }))}
        value={to ?? null}
        onChange={(stage) => draft.set('to', (stage ?? undefined) as Stage | undefined)}
      />
      <Textarea
        label={t('board.back.reason')}
        data-autofocus
        required
        autosize
        minRows={2}
        {...bind(draft, 'reason')}
      />
    </ActForm>
  );
}

/** Ends the deal, or opens it again: lost needs to whom and why, the others why. */
function EndDialog({ how, onClose }: { how: Ending; onClose: () => void }) {
  const { t } = useText();
  const { sheet, may } = useDeal();
  const { deal, gate } = sheet;
  const { after } = useMoved();
  const draft = useDraft({
    initial: { reason: '', lost_to: '' },
    send: ({ reason, lost_to }) => end(deal, how, reason.trim(), lost_to.trim()),
    done: () => {
      after();
      onClose();
    },
  });
  const { reason, lost_to } = draft.values;
  const rivals = sheet.competitors.map((rival) => rival.name);
  // Winning past open gates is an override, which needs a reason.
  const past = how === 'win' && gate !== undefined && gate.met < gate.total && may('override');
  const why = how !== 'win' || past;
  const ready = (!why || reason.trim() !== '') && (how !== 'lose' || lost_to.trim() !== '');
  return (
    <ActForm
      title={t(`deal.act.${how}`)}
      why={t(past ? 'deal.end.win.past' : `deal.end.${how}.why`)}
      submit={t(`deal.end.${how}.submit`)}
      ready={ready}
      draft={draft}
      onClose={onClose}
    >
      {how === 'lose' && (
        <TextInput
          label={t('field.lost_to')}
          placeholder={rivals.join(' / ')}
          data-autofocus
          required
          {...bind(draft, 'lost_to')}
        />
      )}
      {why && (
        <Textarea
          label={t('deal.reason')}
          data-autofocus={how !== 'lose' || undefined}
          required
          autosize
          minRows={2}
          {...bind(draft, 'reason')}
        />
      )}
    </ActForm>
  );
}

/** Puts the deal into the trash. */
function TrashDialog({ onClose }: { onClose: () => void }) {
  const { t } = useText();
  const router = useRouter();
  const { deal } = useDeal().sheet;
  const [name] = useState(deal.name);
  const { after } = useMoved();
  const draft = useDraft({
    initial: {},
    send: () => trashDeal(deal),
    done: () => {
      router.history.push('/deals');
      after();
      say(t('deal.trash.done', { name }));
    },
  });
  return (
    <ActForm
      title={t('deal.act.trash')}
      why={t('deal.trash.why', { name })}
      submit={t('deal.trash.submit')}
      ready
      danger
      draft={draft}
      onClose={onClose}
    />
  );
}
