import { Button, Textarea } from '@mantine/core';
import { useText } from '@/i18n';
import { DayInput } from '@/ui/DayInput';
import { FormProblem } from '@/ui/FormProblem';
import { bind, useDraft } from '@/ui/useDraft';
import { giveEvidence, override } from '../acts';
import { useDeal } from '../context';
import { plusDays } from '../days';
import type { Exit } from '../types';
import css from './gate.module.css';
import { type Proof, ProofPicker } from './ProofPicker';

interface FormProps {
  criterion: Exit;
  onClose: () => void;
}

const overrideFor = 14;

/** The form of evidence or of an override of a criterion. */
export default function GateForm({ what, ...props }: FormProps & { what: 'evidence' | 'override' }) {
  return what === 'evidence' ? <EvidenceForm {...props} /> : <OverrideForm {...props} />;
}

/** Hands in evidence; somebody else will judge it. */
function EvidenceForm({ criterion, onClose }: FormProps) {
  const { t } = useText();
  const { sheet, run } = useDeal();
  const { deal } = sheet;
  const draft = useDraft({
    name: `evidence.${deal.id}.${deal.stage}.${criterion}`,
    initial: { text: '' } as Proof & { text: string },
    send: ({ text, note_id, file_id }, key) =>
      giveEvidence(deal.id, { criterion, text: text.trim(), note_id, file_id }, key),
    done: () => {
      void run(async () => undefined);
      onClose();
    },
  });
  return (
    <form className={css.form} {...draft.formProps}>
      <FormProblem draft={draft} />
      <Textarea
        label={t('gate.evidence')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        description={t('gate.evidence.hint')}
        autoFocus
        autosize
        minRows={2}
        maxLength={2000}
        {...bind(draft, 'text')}
      />
      <ProofPicker
        deal={deal.id}
        value={draft.values}
        error={draft.errors.note_id ?? draft.errors.file_id}
        onChange={({ note_id, file_id }) => {
          draft.set('note_id', note_id);
          draft.set('file_id', file_id);
        }}
      />
      <Foot
        ready={[draft.values.text.trim(), draft.values.note_id, draft.values.file_id].some(Boolean)}
        busy={draft.state === 'sending'}
        text={t('gate.evidence.submit')}
        onClose={onClose}
      />
    </form>
  );
}

/** Lets a criterion pass for a while; the reason and the day are kept. */
function OverrideForm({ criterion, onClose }: FormProps) {
  const { t } = useText();
  const { sheet, today, run } = useDeal();
  const { deal } = sheet;
  const draft = useDraft({
    initial: { reason: '', expires_on: plusDays(today, overrideFor) as string | undefined },
    send: ({ reason, expires_on }, key) =>
      override(deal.id, { criterion, reason: reason.trim(), expires_on: expires_on ?? today }, key),
    done: () => {
      void run(async () => undefined);
      onClose();
    },
  });
  const { reason, expires_on } = draft.values;
  return (
    <form className={css.form} {...draft.formProps}>
      <FormProblem draft={draft} />
      <Textarea label={t('deal.reason')} autoFocus autosize minRows={2} required {...bind(draft, 'reason')} />
      <DayInput
        label={t('gate.expires')}
        required
        min={plusDays(today, 1)}
        value={expires_on}
        error={draft.errors.expires_on}
        onChange={(day) => draft.set('expires_on', day)}
      />
      <Foot
        ready={reason.trim() !== '' && expires_on !== undefined}
        busy={draft.state === 'sending'}
        text={t('gate.override.submit')}
        onClose={onClose}
      />
    </form>
  );
}

function Foot({ ready, busy, text, onClose }: { ready: boolean; busy: boolean; text: string; onClose: () => void }) {
  const { t } = useText();
  return (
    <div className={css.acts}>
      <Button size="compact-sm" variant="default" onClick={onClose}>
        {t('act.cancel')}
      </Button>
      <Button size="compact-sm" type="submit" disabled={!ready} loading={busy}>
        {text}
      </Button>
    </div>
  );
}
