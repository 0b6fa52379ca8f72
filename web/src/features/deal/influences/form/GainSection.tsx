import { ActionIcon, Button, MultiSelect, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useText } from '@/i18n';
import { type Result, wins } from '../../types';
import type { PersonDraft } from './draft';
import css from './form.module.css';

/** What his organisation gains, measurably, and what he gains himself. */
export function GainSection({ draft }: { draft: PersonDraft }) {
  const { t, label } = useText();
  const { results, wins: chosen } = draft.values;
  const change = (at: number, result: Result) =>
    draft.set(
      'results',
      results.map((before, index) => (index === at ? result : before)),
    );
  return (
    <div className={css.section}>
      <p className={css.note}>{t('person.results.why')}</p>
      {results.map((result, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own and never change their order
        <div key={at} className={css.result}>
          <TextInput
            aria-label={t('person.result')}
            placeholder={t('person.result')}
            maxLength={200}
            value={result.text ?? ''}
            onChange={(event) => change(at, { ...result, text: event.currentTarget.value })}
          />
          <TextInput
            aria-label={t('person.result.metric')}
            placeholder={t('person.result.metric')}
            maxLength={100}
            value={result.metric ?? ''}
            onChange={(event) => change(at, { ...result, metric: event.currentTarget.value })}
          />
          <TextInput
            aria-label={t('person.result.target')}
            placeholder={t('person.result.target')}
            maxLength={100}
            value={result.target ?? ''}
            onChange={(event) => change(at, { ...result, target: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('person.result.drop')}
            title={t('person.result.drop')}
            onClick={() =>
              draft.set(
                'results',
                results.filter((_result, index) => index !== at),
              )
            }
          >
            <IconX size={16} stroke={1.6} />
          </ActionIcon>
        </div>
      ))}
      <Button
        className={css.inline}
        size="compact-sm"
        variant="subtle"
        leftSection={<IconPlus size={14} stroke={2} aria-hidden />}
        onClick={() => draft.set('results', [...results, {}])}
      >
        {t('person.result.add')}
      </Button>
      <MultiSelect
        label={t('person.wins')}
        description={t('person.wins.why')}
        placeholder={chosen.length === 0 ? t('person.wins.find') : undefined}
        searchable
        clearable
        nothingFoundMessage={t('picker.nothing')}
        data={wins.map((win) => ({ value: win, label: label('win', win) }))}
        value={chosen}
        onChange={(codes) => draft.set('wins', codes)}
      />
    </div>
  );
}
