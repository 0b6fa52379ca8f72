import { Checkbox, NumberInput, Switch } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { components } from '@/api/schema';
import { useText } from '@/i18n';
import { Chip } from '@/ui/Bits';
import css from '../settings.module.css';
import { type ExitDraft, type GateDraft, plainExit, plainGate } from './draft';
import { Pair } from './Pair';
import look from './templates.module.css';

interface GateProps {
  stage: components['schemas']['MetaStage'];
  last: boolean;
  gate: GateDraft;
  onChange: (gate: GateDraft) => void;
}

/** One gate, folded until it is tapped: what is fixed, its entry signal, days, whether it blocks, and its criteria. */
export function GateFields({ stage, last, gate, onChange }: GateProps) {
  const { t, label } = useText();
  const [open, setOpen] = useState(false);
  const name = `${stage.code} ${label('stage', stage.code)}`;
  const own = JSON.stringify(gate) !== JSON.stringify(plainGate);
  return (
    <fieldset className={look.gate}>
      <legend className="visually-hidden">{name}</legend>
      <button type="button" className={look.head} aria-expanded={open} onClick={() => setOpen(!open)}>
        <IconChevronRight size={16} stroke={1.6} aria-hidden className={look.turn} data-open={open} />
        <span className={look.name}>{name}</span>
        {gate.open && <Chip tone="late">{t('templates.open')}</Chip>}
        {own && <Chip tone="accent">{t('rules.changed')}</Chip>}
      </button>
      {open && (
        <div className={look.body}>
          <p className={css.small}>{t('templates.fixed', { stages: stage.code, chance: stage.probability })}</p>
          <Named title={t('templates.entry')} method={label('stage', `${stage.code}.entry`)}>
            <Pair
              hidden
              of={{
                zh: `${stage.code} ${t('templates.entry')} ${t('templates.zh')}`,
                en: `${stage.code} ${t('templates.entry')} ${t('templates.en')}`,
              }}
              value={gate.entry}
              limit={300}
              onChange={(entry) => onChange({ ...gate, entry })}
            />
          </Named>
          <NumberInput
            className={look.days}
            label={t('templates.days')}
            description={t('templates.days.why', { n: stage.typical_days ?? 0 })}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            min={1}
            max={1000}
            allowDecimal={false}
            value={gate.days ?? ''}
            onChange={(days) => onChange({ ...gate, days: days === '' ? undefined : Number(days) })}
          />
          <Switch
            label={t('templates.blocks')}
            description={t(last ? 'templates.blocks.last' : 'templates.blocks.open')}
            disabled={last}
            checked={!gate.open}
            onChange={(event) => onChange({ ...gate, open: !event.currentTarget.checked })}
          />
          <h4 className={look.title}>{t('templates.criteria')}</h4>
          {stage.criteria.map((code) => (
            <ExitFields
              key={code}
              code={`${stage.code}.${code}`}
              exit={gate.criteria[code] ?? plainExit}
              onChange={(exit) => onChange({ ...gate, criteria: { ...gate.criteria, [code]: exit } })}
            />
          ))}
        </div>
      )}
    </fieldset>
  );
}

/** What the method says, and below it what the company says instead. */
function Named({ title, method, children }: { title: string; method: string; children: React.ReactNode }) {
  return (
    <div className={look.set}>
      <span className={look.title}>{title}</span>
      <span className={css.small}>{method}</span>
      {children}
    </div>
  );
}

function ExitFields({ code, exit, onChange }: { code: string; exit: ExitDraft; onChange: (exit: ExitDraft) => void }) {
  const { t, label } = useText();
  return (
    <div className={look.set}>
      <Checkbox
        aria-label={t('templates.asked', { code: label('criterion', code) })}
        label={label('criterion', code)}
        checked={!exit.skipped}
        onChange={(event) => onChange({ ...exit, skipped: !event.currentTarget.checked })}
      />
      {!exit.skipped && (
        <Pair
          hidden
          of={{ zh: t('templates.text.zh', { code }), en: t('templates.text.en', { code }) }}
          value={exit}
          limit={300}
          onChange={(words) => onChange({ ...exit, ...words })}
        />
      )}
    </div>
  );
}
