import { Button } from '@mantine/core';
import { useId } from 'react';
import { useText } from '@/i18n';
import { useDelayed } from '@/ui/useDelayed';
import { useModeOf } from '../../queries';
import { type Mode, modes } from '../../types';
import { Choices } from './Choices';
import type { PartProps, PersonDraft } from './draft';
import css from './form.module.css';
import { Why } from './Why';

const scales = ['expectation', 'reality', 'baseline'] as const;
const middle = 5;

/** How the person sees the gap: three scales compute the feedback mode; it can also be set by hand. */
export function GapSection({ draft, before }: PartProps) {
  const { t, label } = useText();
  const { mode, expectation, reality, baseline } = draft.values;
  const gap = useDelayed(`${expectation ?? ''},${reality ?? ''},${baseline ?? ''}`);
  const [e, r, b] = gap.split(',').map((felt) => (felt === '' ? undefined : Number(felt)));
  const { mode: computed, failed } = useModeOf(e, r, b);
  const clash = mode !== undefined && computed !== undefined && mode !== computed;
  const now = mode ?? computed;
  return (
    <fieldset className={css.section}>
      <legend className={css.legend}>{t('person.gap')}</legend>
      <p className={css.note}>{t('person.gap.why')}</p>
      {scales.map((scale) => (
        <Scale key={scale} draft={draft} scale={scale} />
      ))}
      <Why draft={draft} before={before} group="gap" />
      {failed && <p className={css.warn}>{t('person.mode.unreached')}</p>}
      <Choices<Mode | ''>
        legend={t('fact.mode')}
        note={now && label('mode', `${now}.note`)}
        error={draft.errors.mode}
        options={[
          {
            value: '',
            label: computed ? t('person.mode.computed', { mode: label('mode', computed) }) : t('value.unknown'),
          },
          ...modes.map((code) => ({ value: code, label: label('mode', code), title: label('mode', `${code}.note`) })),
        ]}
        value={mode ?? ''}
        onChange={(code) => draft.set('mode', code || undefined)}
      />
      <Why draft={draft} before={before} group="mode" />
      {clash && (
        <p className={css.warn} role="status">
          {t('person.mode.clash', { set: label('mode', mode), computed: label('mode', computed) })}
        </p>
      )}
    </fieldset>
  );
}

function Scale({ draft, scale }: { draft: PersonDraft; scale: (typeof scales)[number] }) {
  const { t } = useText();
  const id = useId();
  const value = draft.values[scale];
  return (
    <div className={css.scale}>
      <label htmlFor={id}>{t(`field.${scale}`)}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={10}
        step={1}
        value={value ?? middle}
        data-unknown={value === undefined}
        aria-valuetext={value === undefined ? t('value.unknown') : String(value)}
        onChange={(event) => draft.set(scale, event.currentTarget.valueAsNumber)}
        onClick={() => value === undefined && draft.set(scale, middle)}
      />
      <span className={css.number} aria-hidden="true">
        {value ?? '?'}
      </span>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        disabled={value === undefined}
        aria-label={t('person.unknown_again', { field: t(`field.${scale}`) })}
        onClick={() => draft.set(scale, undefined)}
      >
        {t('value.unknown')}
      </Button>
    </div>
  );
}
