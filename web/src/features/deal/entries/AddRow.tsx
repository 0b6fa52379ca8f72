import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';

/** A line that adds what is typed: Enter sends it and keeps the focus for the next one. */
export function AddRow({
  name,
  limit,
  onAdd,
}: {
  name: string;
  limit: number;
  /** Tells whether it went well; what was typed stays when it did not. */
  onAdd: (text: string) => Promise<boolean>;
}) {
  const [typed, setTyped] = useState('');
  const send = async () => {
    const text = typed.trim();
    if (text === '') return;
    setTyped('');
    if (!(await onAdd(text))) setTyped(text);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };
  return (
    <TextInput
      data-line
      size="xs"
      aria-label={name}
      placeholder={name}
      maxLength={limit}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}
