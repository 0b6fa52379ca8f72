import { ActionIcon, Select, type SelectProps } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '@/i18n';
import { number } from '@/i18n/format';
import { Failure } from '@/ui/State';
import css from '../imports.module.css';
import { useColumnValues } from '../queries';
import type { Column, Import, Value } from '../types';
import { useCodeWords } from '../words';
import { AddValue } from './AddValue';
import type { Target } from './targets';

interface ValueMapProps {
  item: Import;
  column: Column;
  /** What a text may be read as. */
  targets: Target[];
  onChange: (values: Record<string, string>) => void;
}

/** Says which text of a column means which of ours: all of its different texts, those first that are not understood. */
export function ValueMap({ item, column, targets, onChange }: ValueMapProps) {
  const { t } = useText();
  const { data, error, refetch } = useColumnValues(item, column);
  const [more, setMore] = useState<string[]>([]);
  const [open, setOpen] = useState<boolean>();
  const values = column.values ?? {};
  const found = data?.items ?? [];
  const unread = found.filter(({ text, problem }) => problem && !values[text]).length;
  const listed = new Set(found.map(({ text }) => text));
  const others = [...Object.keys(values), ...more].filter((text) => !listed.has(text));
  const shown = open ?? unread > 0;
  const change = (raw: string, to: string | null) => {
    const { [raw]: _gone, ...rest } = values;
    onChange(to ? { ...rest, [raw]: to } : rest);
  };
  if (error && !data) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <p className={css.reading}>{t('import.values.reading')}</p>;
  const line = (value: Value) => (
    <ValueLine
      key={value.text}
      value={value}
      to={values[value.text]}
      targets={targets}
      onChange={(to) => change(value.text, to)}
    />
  );
  return (
    <details className={css.values} open={shown} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {t('import.values', { n: number(found.length) })}
        {unread > 0 && <strong className={css.unread}>{t('import.values.unread', { n: number(unread) })}</strong>}
      </summary>
      {shown && (
        <>
          <p className={css.quiet}>{t('import.values.hint')}</p>
          {data.more && <p className={css.quiet}>{t('import.values.first', { n: number(found.length) })}</p>}
          <ul>
            {found.filter(({ problem }) => problem).map(line)}
            {found.filter(({ problem }) => !problem).map(line)}
            {[...new Set(others)].map((text) => line({ text, count: 0 }))}
          </ul>
          {data.more && <AddValue onAdd={(text) => setMore([...more, text])} />}
        </>
      )}
    </details>
  );
}

interface ValueLineProps {
  value: Value;
  to: string | undefined;
  targets: Target[];
  onChange: (to: string | null) => void;
}

// Hundreds of lines have a list each: only what is typed for is drawn.
const drawn = 100;

function ValueLine({ value: { text, count, problem }, to, targets, onChange }: ValueLineProps) {
  const { t } = useText();
  const words = useCodeWords();
  const look: SelectProps = to || !problem ? {} : { error: true, title: words(problem) };
  return (
    <li>
      <span title={text} data-own>
        {text}
      </span>
      <span className={css.count}>{count > 0 && t('import.rows', { n: number(count) })}</span>
      <Select
        {...look}
        size="xs"
        aria-label={t('import.value_for', { raw: text })}
        placeholder={t(problem ? 'import.value.choose' : 'import.value.same')}
        searchable
        limit={drawn}
        data={to && !targets.some(({ value }) => value === to) ? [{ value: to, label: to }, ...targets] : targets}
        value={to ?? null}
        onChange={onChange}
      />
      {to && (
        <ActionIcon
          size="sm"
          variant="subtle"
          color="gray"
          title={t('import.value.clear', { raw: text })}
          aria-label={t('import.value.clear', { raw: text })}
          onClick={() => onChange(null)}
        >
          <IconX size={14} />
        </ActionIcon>
      )}
    </li>
  );
}
