import { Switch } from '@mantine/core';
import { useText } from '@/i18n';
import { Choices } from './Choices';
import type { PersonDraft } from './draft';
import css from './form.module.css';

const tests = ['c1', 'c2', 'c3'] as const;

const asText = (value: boolean | undefined) => (value === undefined ? 'unknown' : value ? 'yes' : 'no');

/** The three tests of a coach; whether he is a hidden one stands here only for those who may know. */
export function CoachSection({ draft, secrets }: { draft: PersonDraft; secrets: boolean }) {
  const { t } = useText();
  const { values } = draft;
  return (
    <div className={css.section}>
      <p className={css.note}>{t('person.coach.why')}</p>
      {tests.map((test) => (
        <Choices
          key={test}
          flat
          legend={t(`coach.${test}`)}
          options={[
            { value: 'yes', label: t('answer.yes') },
            { value: 'no', label: t('answer.no') },
            { value: 'unknown', label: t('answer.unknown') },
          ]}
          value={asText(values[test])}
          onChange={(answer) => draft.set(test, answer === 'unknown' ? undefined : answer === 'yes')}
        />
      ))}
      {secrets && (
        <Switch
          size="sm"
          label={t('visibility.hidden')}
          description={t('person.hidden.why')}
          checked={values.hidden}
          onChange={(event) => draft.set('hidden', event.currentTarget.checked)}
        />
      )}
    </div>
  );
}
