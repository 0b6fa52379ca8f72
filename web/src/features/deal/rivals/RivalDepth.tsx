import { ActionIcon, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '@/i18n';
import { DayInput } from '@/ui/DayInput';
import css from '../around/around.module.css';
import { People, Tap } from '../around/parts';
import { useDeal } from '../context';
import type { Competitor } from '../types';

type Backer = NonNullable<Competitor['backers']>[number];
type Point = NonNullable<Competitor['points']>[number];

const sides = ['strength', 'weakness'] as const;

/** Who backs the rival, and since when: a tap takes today. */
export function Backers({ value, onChange }: { value: Backer[]; onChange: (list: Backer[]) => void }) {
  const { t } = useText();
  const { sheet, today } = useDeal();
  const choose = (ids: string[]) =>
    onChange(ids.map((id) => value.find((one) => one.person_id === id) ?? { person_id: id, since: today }));
  const named = (id: string) => sheet.influences.find((one) => one.id === id)?.name;
  return (
    <>
      <People legend={t('rival.backers')} value={value.map((one) => one.person_id)} onChange={choose} />
      <div className={css.pair}>
        {value.map((one) => {
          const name = named(one.person_id);
          if (!name) return null;
          return (
            <DayInput
              key={one.person_id}
              label={t('rival.since', { name })}
              max={today}
              value={one.since}
              onChange={(since) => onChange(value.map((other) => (other === one ? { ...one, since } : other)))}
            />
          );
        })}
      </div>
    </>
  );
}

/** Where the rival is strong and weak, and whom it touches. */
export function Points({ value, onChange }: { value: Point[]; onChange: (list: Point[]) => void }) {
  const { t, label } = useText();
  const [text, setText] = useState('');
  const add = () => {
    if (text.trim() === '') return;
    onChange([...value, { side: 'strength', text: text.trim() }]);
    setText('');
  };
  const change = (point: Point, next: Partial<Point>) =>
    onChange(value.map((one) => (one === point ? { ...one, ...next } : one)));
  return (
    <fieldset className={css.set}>
      <legend>{t('rival.points')}</legend>
      {value.map((point, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: points have no id, and do not change places
        <div key={at} className={css.editor}>
          <div className={css.line}>
            <span className={css.say}>{point.text}</span>
            {sides.map((side) => (
              <Tap key={side} on={point.side === side} onChange={() => change(point, { side })}>
                {label('point_side', side)}
              </Tap>
            ))}
            <ActionIcon
              variant="subtle"
              color="gray"
              size={28}
              aria-label={t('around.drop', { name: point.text })}
              title={t('around.drop', { name: point.text })}
              onClick={() => onChange(value.filter((one) => one !== point))}
            >
              <IconX size={16} stroke={1.6} />
            </ActionIcon>
          </div>
          <People
            legend={t('field.affects')}
            value={point.affects ?? []}
            onChange={(affects) => change(point, { affects })}
          />
        </div>
      ))}
      <TextInput
        aria-label={t('rival.point.new')}
        placeholder={t('rival.point.new')}
        maxLength={255}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          add();
        }}
        onBlur={add}
        rightSection={
          <ActionIcon variant="subtle" color="gray" size={28} aria-label={t('act.add')} onClick={add}>
            <IconPlus size={16} stroke={1.6} />
          </ActionIcon>
        }
      />
    </fieldset>
  );
}
