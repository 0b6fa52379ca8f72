import { Button, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '@/i18n';
import css from '../imports.module.css';

/** Takes a text of the file that is not listed. */
export function AddValue({ onAdd }: { onAdd: (text: string) => void }) {
  const { t } = useText();
  const [typed, setTyped] = useState('');
  const add = () => {
    if (typed.trim()) onAdd(typed.trim());
    setTyped('');
  };
  return (
    <div className={css.addValue}>
      <TextInput
        size="xs"
        aria-label={t('import.value.add')}
        placeholder={t('import.value.add')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) add();
        }}
      />
      <Button size="compact-sm" variant="default" leftSection={<IconPlus size={13} />} onClick={add}>
        {t('import.value.add_it')}
      </Button>
    </div>
  );
}
