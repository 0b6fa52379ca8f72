import { useState } from 'react';
import { useText } from '@/i18n';
import { support } from '@/i18n/format';
import { Choices } from '../influences/form/Choices';
import { contacts, modes, type Task } from '../types';

type Aim = NonNullable<Task['aim']>;
type To = NonNullable<Task['aim_to']>;

const aims = ['support', 'contact', 'mode'] as const;
const supports = ['-3', '-2', '-1', '1', '2', '3', '4', '5'] as const;

interface AimProps {
  aim: Aim | undefined;
  to: To | undefined;
  /** Without a target the aim is not whole yet. */
  onChange: (aim: Aim | undefined, to: To | undefined) => void;
}

/** Which value a step is to move, and where to: two taps. */
export function AimTaps({ aim, to, onChange }: AimProps) {
  const { t, label } = useText();
  const [chosen, setChosen] = useState(aim);
  const choose = (next: Aim | '') => {
    setChosen(next || undefined);
    onChange(next || undefined, undefined);
  };
  const targets: Record<Aim, { value: To; label: string }[]> = {
    support: supports.map((value) => ({ value, label: support(Number(value)) })),
    contact: contacts.slice(1).map((level) => ({ value: String(level) as To, label: label('contact', String(level)) })),
    mode: modes.map((code) => ({ value: code, label: label('mode', code) })),
  };
  return (
    <>
      <Choices<Aim | ''>
        legend={t('plan.aim')}
        options={[
          ...aims.map((value) => ({ value, label: label('fact', value) })),
          { value: '' as const, label: t('plan.aim.none') },
        ]}
        value={chosen ?? ''}
        onChange={choose}
      />
      {chosen && (
        <Choices
          legend={t('plan.to')}
          options={targets[chosen]}
          value={chosen === aim ? to : undefined}
          onChange={(target) => onChange(chosen, target)}
        />
      )}
    </>
  );
}
