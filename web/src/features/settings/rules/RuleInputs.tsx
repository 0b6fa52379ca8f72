import { NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import { type Key, useText } from '@/i18n';
import { allows, type Draft, levelsOf, limitOf, type RuleLimit, type RuleRow, set, setLimit } from './draft';
import own from './rules.module.css';
import { useRuleText } from './text';

interface InputsProps {
  rule: RuleRow;
  draft: Draft;
  onChange: (draft: Draft) => void;
}

/** How grave a rule is: as usual, and in its graver or other cases. */
export function LevelInputs({ rule, draft, onChange }: InputsProps) {
  const { t } = useText();
  const words = useRuleText();
  const levels = levelsOf(rule, draft);
  return (
    <div className={own.inputs}>
      {levels.map((level, at) => (
        <Select
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what a level means
          key={at}
          label={at === 0 ? t('rules.level') : t('rules.level.case', { n: at + 1 })}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          description={t('rules.default', { value: words.level(rule.id, rule.levels[at] ?? '') })}
          allowDeselect={false}
          data={rule.scale.map((code) => ({ value: code, label: words.level(rule.id, code) }))}
          value={level}
          onChange={(next) => next && onChange(set(draft, rule, { levels: levels.with(at, next) }))}
        />
      ))}
    </div>
  );
}

/** The thresholds of a rule, each with what the method says. */
export function LimitInputs({ rule, draft, onChange }: InputsProps) {
  const { label, t } = useText();
  const signs: Record<string, string> = { '>=': '≥', '<=': '≤' };
  return (
    <div className={own.inputs}>
      {rule.limits.map((limit) => {
        const shared = {
          label: `${label('limit', limit.name)} ${signs[limit.op] ?? limit.op}`,
          description: t('rules.default', { value: said(limit, limit.value, label) }),
          inputWrapperOrder: ['label', 'input', 'error', 'description'] as const,
        };
        const value = limitOf(rule, limit, draft);
        const put = (next: number) => onChange(setLimit(draft, rule, limit.name, next));
        if (limit.unit !== 'stage') return <Threshold key={limit.name} {...{ shared, limit, value, put }} />;
        return (
          <Select
            {...shared}
            inputWrapperOrder={[...shared.inputWrapperOrder]}
            key={limit.name}
            allowDeselect={false}
            data={stages.map((stage) => ({ value: String(stage), label: said(limit, stage, label) }))}
            value={String(value)}
            onChange={(next) => next && put(Number(next))}
          />
        );
      })}
    </div>
  );
}

const stages = [1, 2, 3, 4, 5, 6];

function said(limit: RuleLimit, value: number, label: (family: string, code: string) => string): string {
  return limit.unit === 'stage' ? `S${value} ${label('stage', `S${value}`)}` : String(value);
}

interface ThresholdProps {
  shared: {
    label: string;
    description: string;
    inputWrapperOrder: readonly ('label' | 'input' | 'error' | 'description')[];
  };
  limit: RuleLimit;
  value: number;
  put: (value: number) => void;
}

/** A number that goes into the draft as soon as it is one that the rule allows. */
function Threshold({ shared, limit, value, put }: ThresholdProps) {
  const { t } = useText();
  const [typed, setTyped] = useState<string | number>();
  const bad = typed !== undefined && (typed === '' || !allows(limit, Number(typed)));
  return (
    <NumberInput
      {...shared}
      inputWrapperOrder={[...shared.inputWrapperOrder]}
      suffix={limit.unit === 'days' ? ` ${t('rules.unit.days' as Key)}` : ''}
      allowDecimal={!limit.whole}
      decimalScale={2}
      clampBehavior="none"
      step={limit.whole ? 1 : 0.1}
      error={bad && t(limit.whole ? 'rules.range.whole' : 'rules.range', { min: limit.min, max: limit.max })}
      value={bad ? typed : value}
      onChange={(next) => {
        setTyped(next);
        if (next !== '' && allows(limit, Number(next))) put(Number(next));
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}
