import { Alert, Button, NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import { type Key, useText } from '@/i18n';
import { number } from '@/i18n/format';
import { Panel } from '@/ui/Panel';
import { sayRefused } from '@/ui/toast';
import css from '../imports.module.css';
import { useImportActs } from '../queries';
import type { Import, Plan } from '../types';
import { useCodeWords } from '../words';
import { Samples } from './Samples';

const encodings = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be', 'big5', 'shift_jis', 'windows-1252'];
const delimiters: [string, Key][] = [
  [',', 'import.delimiter.comma'],
  [';', 'import.delimiter.semicolon'],
  ['\t', 'import.delimiter.tab'],
  ['|', 'import.delimiter.bar'],
];

/** How the file was read; each finding can be corrected, and the file is then looked at anew. */
export function DetectionStep({ item, onNext }: { item: Import; onNext: () => void }) {
  const { t } = useText();
  const { detection: found } = item;
  const { edit } = useImportActs(item.id);
  const [busy, setBusy] = useState(false);
  const may = item.may.includes('edit');
  const change = async (plan: Plan) => {
    setBusy(true);
    await edit(item.version, plan).catch(sayRefused);
    setBusy(false);
  };
  return (
    <div className={css.stack}>
      <Panel title={t('import.step.file')}>
        <div className={css.choices}>
          {found.format === 'csv' ? (
            <TextChoices item={item} disabled={!may || busy} onChange={change} />
          ) : (
            <Select
              label={t('import.sheet')}
              allowDeselect={false}
              disabled={!may || busy}
              data={found.sheets.map(({ name, hidden }) => ({
                value: name,
                label: hidden ? t('import.sheet.hidden', { name }) : name,
              }))}
              value={found.sheet ?? null}
              onChange={(sheet) => sheet && void change({ sheet })}
            />
          )}
          <HeaderRow key={found.header_row} row={found.header_row} disabled={!may || busy} onChange={change} />
          <div>
            <span className={css.label}>{t('import.found_rows')}</span>
            <strong className={css.figure}>{number(found.rows)}</strong>
          </div>
        </div>
        <Findings item={item} />
      </Panel>
      <Panel title={t('import.samples')} flush>
        <Samples columns={found.columns} dimmed={busy} />
      </Panel>
      <div className={css.acts}>
        <Button disabled={!may} onClick={onNext}>
          {t('import.to_map')}
        </Button>
      </div>
    </div>
  );
}

interface ChoicesProps {
  item: Import;
  disabled: boolean;
  onChange: (plan: Plan) => void;
}

function TextChoices({ item, disabled, onChange }: ChoicesProps) {
  const { t } = useText();
  const { encoding, delimiter } = item.detection;
  const known = encoding && !encodings.includes(encoding.toLowerCase()) ? [encoding, ...encodings] : encodings;
  return (
    <>
      <Select
        label={t('import.encoding')}
        allowDeselect={false}
        disabled={disabled}
        data={known.map((value) => ({ value, label: value.toUpperCase() }))}
        value={known.find((one) => one.toLowerCase() === encoding?.toLowerCase()) ?? null}
        onChange={(value) => value && onChange({ encoding: value })}
      />
      <Select
        label={t('import.delimiter')}
        allowDeselect={false}
        disabled={disabled}
        data={delimiters.map(([value, key]) => ({ value, label: t(key) }))}
        value={delimiter ?? null}
        onChange={(value) => value && onChange({ delimiter: value })}
      />
    </>
  );
}

interface HeaderRowProps {
  row: number;
  disabled: boolean;
  onChange: (plan: Plan) => void;
}

function HeaderRow({ row, disabled, onChange }: HeaderRowProps) {
  const { t } = useText();
  const [typed, setTyped] = useState<number | string>(row);
  const take = () => {
    if (typeof typed === 'number' && typed !== row) onChange({ header_row: typed });
  };
  return (
    <NumberInput
      label={t('import.header_row')}
      min={1}
      max={1000}
      allowDecimal={false}
      disabled={disabled}
      value={typed}
      onChange={setTyped}
      onBlur={take}
      onKeyDown={(event) => event.key === 'Enter' && take()}
    />
  );
}

const listed = 12;

function Findings({ item }: { item: Import }) {
  const { t } = useText();
  const words = useCodeWords();
  const { warnings, totals, hidden_rows, columns, refused } = item.detection;
  const hidden = columns.filter((column) => column.hidden).map(({ header }) => header);
  const records = (rows: number[]) => rows.slice(0, listed).join(', ') + (rows.length > listed ? ' …' : '');
  const lines = [
    ...warnings.map(({ code, count }) => t('import.finding', { what: words(code), n: count })),
    ...(hidden.length ? [t('import.hidden_columns', { names: hidden.join(', ') })] : []),
    ...(hidden_rows.length ? [t('import.hidden_rows', { rows: records(hidden_rows) })] : []),
    ...(totals.length ? [t('import.totals_rows', { rows: records(totals) })] : []),
    ...(refused ? [t('import.refused_anyway', { n: refused })] : []),
  ];
  if (lines.length === 0) return <p className={css.quiet}>{t('import.finding.none')}</p>;
  return (
    <Alert color="gray" role="status" title={t('import.finding.title')}>
      <ul className={css.findings}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Alert>
  );
}
