import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useText } from '@/i18n';
import { DayInput } from '@/ui/DayInput';
import { FormProblem } from '@/ui/FormProblem';
import { say } from '@/ui/toast';
import { bind, useDraft } from '@/ui/useDraft';
import { observe } from '../../acts';
import { useDeal } from '../../context';
import { dealKeys } from '../../keys';
import { type Influence, type Origin, origins } from '../../types';
import { Choices } from '../form/Choices';
import { SupportScale } from '../form/SupportScale';
import css from './course.module.css';

interface Values {
  support: number | undefined;
  source: Origin;
  on: string;
  evidence: string;
}

/** The form that notes what was seen of a person's support: value, source, day and evidence. */
export function NewObservation({ person, onClose }: { person: Influence; onClose: () => void }) {
  const { t, label } = useText();
  const { sheet, today } = useDeal();
  const client = useQueryClient();
  const initial: Values = { support: person.support, source: 'own_eyes', on: today, evidence: '' };
  const draft = useDraft<Values, void>({
    name: `course.${person.id}`,
    initial,
    send: async ({ support, source, on, evidence }, key) => {
      const said = evidence.trim();
      await observe(
        person.id,
        { field: 'support', value: support ?? null, source, on, ...(said && { evidence: said }) },
        key,
      );
    },
    done: () => {
      say(t('course.done'));
      void client.invalidateQueries({ queryKey: ['deal'] });
      void client.invalidateQueries({ queryKey: dealKeys.all(sheet.deal.id) });
      onClose();
    },
  });
  return (
    <form className={css.form} {...draft.formProps}>
      <FormProblem draft={draft} />
      <SupportScale
        legend={t('course.value')}
        value={draft.values.support}
        error={draft.errors.value}
        onChange={(value) => draft.set('support', value)}
        open
      />
      <Choices
        legend={t('course.source')}
        options={origins.map((origin) => ({ value: origin, label: label('origin', origin) }))}
        value={draft.values.source}
        error={draft.errors.source}
        onChange={(source) => draft.set('source', source)}
      />
      <DayInput
        label={t('course.on')}
        max={today}
        value={draft.values.on}
        error={draft.errors.on}
        onChange={(on) => draft.set('on', on ?? today)}
      />
      <TextInput
        label={t('course.evidence')}
        placeholder={t('person.why.hint')}
        maxLength={2000}
        {...bind(draft, 'evidence')}
      />
      <div className={css.acts}>
        <Button
          variant="default"
          onClick={() => {
            draft.forget();
            onClose();
          }}
        >
          {t('act.cancel')}
        </Button>
        <Button type="submit" loading={draft.state === 'sending'}>
          {t('course.submit')}
        </Button>
      </div>
    </form>
  );
}
