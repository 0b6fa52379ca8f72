import { Checkbox, SegmentedControl } from '@mantine/core';
import { useText } from '@/i18n';
import { type Density, setPrefs, usePrefs } from '../prefs';
import type { Column } from './column';
import css from './menu.module.css';

/** The columns of a table and how dense its rows stand, to choose. */
export default function TableChoices({ name, columns }: { name: string; columns: Column<never>[] }) {
  const { t } = useText();
  const prefs = usePrefs();
  const chosen = prefs.columns?.[name] ?? {};
  const choose = (id: string, on: boolean) =>
    setPrefs({ columns: { ...prefs.columns, [name]: { ...chosen, [id]: on } } });
  return (
    <>
      <h2>{t('table.columns')}</h2>
      <div className={css.columns}>
        {columns
          .filter((column) => !column.fixed)
          .map((column) => (
            <Checkbox
              key={column.id}
              size="xs"
              label={column.title}
              checked={chosen[column.id] ?? !column.off}
              onChange={(event) => choose(column.id, event.currentTarget.checked)}
            />
          ))}
      </div>
      <h2>{t('table.density')}</h2>
      <SegmentedControl
        fullWidth
        size="xs"
        value={prefs.density ?? 'comfortable'}
        onChange={(density) => setPrefs({ density: density as Density })}
        data={[
          { value: 'comfortable', label: t('table.density.comfortable') },
          { value: 'compact', label: t('table.density.compact') },
        ]}
      />
    </>
  );
}
