import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '@/i18n';
import { usePeople } from '@/ui/Pickers';
import css from '../imports.module.css';

interface ValueMapProps {
  /** Text in the file → text that is read instead. */
  values: Record<string, string>;
  /** Texts found in the first rows, offered for mapping. */
  found: string[];
  /** The closed list: family and code. Empty for people and products. */
  choices: [family: string, code: string][];
  /** The targets are colleagues. */
  people: boolean;
  onChange: (values: Record<string, string>) => void;
}

/** Says which word of the file means which of ours; a word without an entry is read as it stands. */
export function ValueMap({ values, found, choices, people, onChange }: ValueMapProps) {
  const { t, label } = useText();
  const colleagues = usePeople().data?.items ?? [];
  const [more, setMore] = useState<string[]>([]);
  const [typed, setTyped] = useState('');
  const raws = [...new Set([...found, ...Object.keys(values), ...more])];
  const targets =
    choices.length > 0
      ? choices.map(([family, code]) => ({ value: code, label: label(family, code) }))
      : people
        ? [...new Set(colleagues.map(({ name }) => name))].map((name) => ({ value: name, label: name }))
        : [];
  const change = (raw: string, to: string | null) => {
    const { [raw]: _gone, ...others } = values;
    onChange(to ? { ...others, [raw]: to } : others);
  };
  const add = () => {
    if (typed.trim()) setMore([...more, typed.trim()]);
    setTyped('');
  };
  return (
    <details className={css.values}>
      <summary>{t('import.values', { n: Object.keys(values).length })}</summary>
      <p className={css.quiet}>{t('import.values.hint')}</p>
      <ul>
        {raws.map((raw) => (
          <li key={raw}>
            <span title={raw} data-own>
              {raw}
            </span>
            {targets.length > 0 ? (
              <Select
                size="xs"
                aria-label={t('import.value_for', { raw })}
                placeholder={t('import.value.same')}
                searchable
                clearable
                data={targets}
                value={values[raw] ?? null}
                onChange={(to) => change(raw, to)}
              />
            ) : (
              <TextInput
                size="xs"
                aria-label={t('import.value_for', { raw })}
                placeholder={t('import.value.same')}
                value={values[raw] ?? ''}
                onChange={(event) => change(raw, event.currentTarget.value || null)}
              />
            )}
            {values[raw] && (
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                title={t('import.value.clear', { raw })}
                aria-label={t('import.value.clear', { raw })}
                onClick={() => change(raw, null)}
              >
                <IconX size={14} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
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
    </details>
  );
}
