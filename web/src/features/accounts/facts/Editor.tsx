import { Button, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useSession } from '@/api/session';
import { useText } from '@/i18n';
import type { Money } from '@/i18n/format';
import { AmountInput, readAmount } from '@/ui/AmountInput';
import { AccountPicker, ContactPicker, PersonPicker } from '@/ui/Pickers';
import { asValue, type EditFact } from './fact';
import css from './facts.module.css';

export interface EditorProps {
  fact: EditFact;
  fault?: string;
  saving: boolean;
  onSave: (value: unknown) => void;
  onCancel: () => void;
}

/** The editor of one fact: a field, save and cancel; Enter saves, Esc leaves it as it was. */
export default function Editor(props: EditorProps) {
  const { fact, saving, onSave, onCancel } = props;
  const { t } = useText();
  const { workspace } = useSession();
  const [value, setValue] = useState<unknown>(fact.kind === 'money' ? (fact.value as Money)?.amount : fact.value);
  const currency = (fact.value as Money | undefined)?.currency ?? workspace.currency;
  const send = () => onSave(forServer(fact, value, currency));
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') onCancel();
    if (event.key !== 'Enter' || fact.kind === 'long' || picks.has(fact.kind)) return;
    event.preventDefault();
    send();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the field inside
    <div className={css.editor} onKeyDown={keys}>
      <Field {...props} value={value} onChange={setValue} currency={currency} />
      <div className={css.acts}>
        <Button size="compact-sm" loading={saving} onClick={send}>
          {t('act.save')}
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onCancel}>
          {t('act.cancel')}
        </Button>
      </div>
    </div>
  );
}

// In these fields Enter takes an entry of the list that is open.
const picks = new Set(['choice', 'person', 'account', 'contact', 'tags']);

function forServer(fact: EditFact, value: unknown, currency: string): unknown {
  if (fact.kind === 'tags') return value ?? [];
  if (fact.kind === 'money') {
    const amount = readAmount(String(value ?? ''));
    return amount ? { amount, currency } : null;
  }
  if (picks.has(fact.kind)) return value ?? null;
  return asValue(fact.kind, String(value ?? ''));
}

interface FieldProps extends EditorProps {
  value: unknown;
  currency: string;
  onChange: (value: unknown) => void;
}

function Field({ fact, fault, value, currency, onChange }: FieldProps) {
  const text = String(value ?? '');
  const id = typeof value === 'string' ? value : undefined;
  const look = { 'aria-label': fact.name, error: fault, autoFocus: true } as const;
  switch (fact.kind) {
    case 'long':
      return (
        <Textarea
          {...look}
          autosize
          minRows={2}
          maxRows={10}
          maxLength={fact.maxLength}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'choice':
      return (
        <Select
          {...look}
          data={fact.choices ?? []}
          clearable={!fact.required}
          value={id ?? (value === undefined || value === null ? null : text)}
          onChange={(chosen) => onChange(chosen ?? undefined)}
        />
      );
    case 'person':
      return <PersonPicker {...look} value={id} chosenName={fact.chosenName} onChange={onChange} />;
    case 'account':
      return <AccountPicker {...look} value={id} chosenName={fact.chosenName} onChange={onChange} />;
    case 'contact':
      return (
        <ContactPicker {...look} account={fact.account} value={id} chosenName={fact.chosenName} onChange={onChange} />
      );
    case 'money':
      return <AmountInput {...look} currency={currency} value={text} onChange={onChange} />;
    case 'tags':
      return (
        <TagsInput
          {...look}
          data={(fact.choices ?? []).map(({ label }) => label)}
          value={Array.isArray(value) ? (value as string[]) : []}
          onChange={onChange}
        />
      );
    default:
      return (
        <TextInput
          {...look}
          inputMode={fact.kind === 'number' ? 'numeric' : undefined}
          maxLength={fact.maxLength}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}
