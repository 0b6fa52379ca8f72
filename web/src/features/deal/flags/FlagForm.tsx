// The form of a decision about a red flag: a strength that answers it, why it is accepted, or why it is open again.
import { Button, Chip, Group, Textarea } from '@mantine/core';
import { useText } from '@/i18n';
import { DayInput } from '@/ui/DayInput';
import { FormProblem } from '@/ui/FormProblem';
import { bind, useDraft } from '@/ui/useDraft';
import { acceptFlag, mitigateFlag, reopenFlag } from '../acts';
import { useDeal } from '../context';
import { plusDays } from '../days';
import type { Flag } from '../types';
import css from './flags.module.css';

const acceptFor = 14;

interface FormProps {
  what: 'strength' | 'accept' | 'reopen';
  flag: Flag;
  onClose: () => void;
}

export default function FlagForm({ what, flag, onClose }: FormProps) {
  const { t } = useText();
  const { today, run } = useDeal();
  const draft = useDraft({
    initial: { reason: '', strength: '', until: plusDays(today, acceptFor) as string | undefined },
    send: ({ reason, strength, until }, key) => {
      if (what === 'strength') {
        const known = flag.helpful.find(({ text }) => text === strength.trim());
        return mitigateFlag(flag.id, known ? { strength_id: known.id } : { strength: strength.trim() }, key);
      }
      if (what === 'reopen') return reopenFlag(flag.id, reason.trim(), key);
      return acceptFlag(flag.id, { reason: reason.trim(), until: until ?? today }, key);
    },
    done: () => {
      void run(async () => undefined);
      onClose();
    },
  });
  const field = what === 'strength' ? 'strength' : 'reason';
  return (
    <form className={css.form} {...draft.formProps}>
      <FormProblem draft={draft} />
      {what === 'strength' && flag.helpful.length > 0 && (
        <Group gap="xs" role="group" aria-label={t('flag.helpful')}>
          {flag.helpful.map(({ id, text }) => (
            <Chip
              key={id}
              size="xs"
              checked={draft.values.strength === text}
              onChange={() => draft.set('strength', text)}
            >
              {text}
            </Chip>
          ))}
        </Group>
      )}
      <Textarea
        label={t(what === 'strength' ? 'flag.strength' : 'deal.reason')}
        description={what === 'strength' ? t('flag.strength.hint') : undefined}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        autoFocus
        autosize
        minRows={2}
        maxLength={2000}
        required
        {...bind(draft, field)}
      />
      {what === 'accept' && (
        <DayInput
          label={t('flag.review')}
          required
          min={plusDays(today, 1)}
          max={plusDays(today, 90)}
          value={draft.values.until}
          error={draft.errors.until}
          onChange={(day) => draft.set('until', day)}
        />
      )}
      <div className={css.foot}>
        <Button size="compact-sm" variant="default" onClick={onClose}>
          {t('act.cancel')}
        </Button>
        <Button
          size="compact-sm"
          type="submit"
          disabled={draft.values[field].trim() === '' || (what === 'accept' && !draft.values.until)}
          loading={draft.state === 'sending'}
        >
          {t(what === 'strength' ? 'flag.use_strength' : what === 'accept' ? 'flag.accept.submit' : 'flag.reopen')}
        </Button>
      </div>
    </form>
  );
}
