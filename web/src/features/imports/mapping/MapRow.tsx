import { Select } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { type Key, useText } from '@/i18n';
import { number } from '@/i18n/format';
import { Chip } from '@/ui/Bits';
import css from '../imports.module.css';
import { distinct, mapped, withDetail, withField } from '../plan';
import type { Column, Header, Import, Plan } from '../types';
import { fieldKey } from './MappingStep';
import { isClosed, useTargets } from './targets';
import { ValueMap } from './ValueMap';

interface MapRowProps {
  item: Import;
  header: Header;
  plan: Plan;
  onChange: (plan: Plan) => void;
}

const shownSamples = 3;

/** One column of the file, the field it goes to, and how its cells are read. */
export function MapRow({ item, header, plan, onChange }: MapRowProps) {
  const { t } = useText();
  const column = mapped(plan, header.header);
  const taken = new Set((plan.columns ?? []).filter((one) => one !== column).map(({ field }) => field));
  const field = item.fields.find(({ code }) => code === column?.field);
  const samples = distinct(header.samples).slice(0, shownSamples);
  return (
    <li className={css.mapRow} data-mapped={Boolean(column)}>
      <div className={css.source}>
        <strong title={header.header} data-own>
          {header.header}
        </strong>
        <span className={css.quiet} title={samples.join(' · ')} data-own>
          {samples.join(' · ')}
        </span>
      </div>
      <IconArrowRight size={16} aria-hidden className={css.arrow} />
      <div className={css.target}>
        <Select
          aria-label={t('import.field_for', { column: header.header })}
          placeholder={t('import.ignore')}
          searchable
          clearable
          data={item.fields.map(({ code, required }) => ({
            value: code,
            label: `${t(fieldKey(item.kind, code))}${required ? ' *' : ''}`,
            disabled: taken.has(code),
          }))}
          value={column?.field ?? null}
          onChange={(code) => onChange(withField(plan, header, code ?? undefined))}
        />
        {column && column.field === header.suggest && <Chip tone="accent">{t('import.suggested')}</Chip>}
        <span className={css.quiet}>{t('import.filled', { n: number(header.filled) })}</span>
      </div>
      {column && field && (
        <Details
          item={item}
          type={field.type}
          column={column}
          header={header}
          onChange={(detail) => onChange(withDetail(plan, header.header, detail))}
        />
      )}
    </li>
  );
}

interface DetailsProps {
  item: Import;
  type: string;
  column: Column;
  header: Header;
  onChange: (detail: Partial<Column>) => void;
}

const factors: [number, Key][] = [
  [1, 'import.times.1'],
  [1000, 'import.times.1000'],
  [10000, 'import.times.10000'],
  [1000000, 'import.times.1000000'],
  [100000000, 'import.times.100000000'],
];
const orders: [string, Key][] = [
  ['ymd', 'import.order.ymd'],
  ['mdy', 'import.order.mdy'],
  ['dmy', 'import.order.dmy'],
];
const serials = ['1900', '1904'] as const;

function Details({ item, type, column, header, onChange }: DetailsProps) {
  const { t } = useText();
  const targets = useTargets(item.kind, column.field);
  if (type === 'amount') {
    return (
      <Select
        className={css.detail}
        label={t('import.times')}
        allowDeselect={false}
        data={factors.map(([value, key]) => ({ value: String(value), label: t(key) }))}
        value={String(column.times || 1)}
        onChange={(times) => onChange({ times: Number(times) })}
      />
    );
  }
  if (type === 'date') {
    return (
      <div className={css.pair}>
        <Select
          label={t('import.order')}
          placeholder={t('import.order.found')}
          clearable
          data={orders.map(([value, key]) => ({ value, label: t(key) }))}
          value={column.dates || header.dates || null}
          onChange={(dates) => onChange({ dates: dates ?? undefined })}
        />
        <Select
          label={t('import.serials')}
          placeholder={t('import.serials.none')}
          clearable
          data={serials.map((value) => ({ value, label: t(`import.serials.${value}`) }))}
          value={column.serials ?? null}
          onChange={(value) => onChange({ serials: serials.find((one) => one === value) })}
        />
      </div>
    );
  }
  if (!isClosed(item.kind, column.field)) return null;
  return <ValueMap item={item} column={column} targets={targets} onChange={(values) => onChange({ values })} />;
}
