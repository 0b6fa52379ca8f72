import { Button, Switch } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { PageLink } from '@/features/handbook/PageLink';
import { useText } from '@/i18n';
import { Chip } from '@/ui/Bits';
import css from '../settings.module.css';
import { type Draft, levelsOf, type RuleRow, reset, set } from './draft';
import { LevelInputs, LimitInputs } from './RuleInputs';
import own from './rules.module.css';
import { useRuleText } from './text';

interface ItemProps {
  rule: RuleRow;
  draft: Draft;
  onChange: (draft: Draft) => void;
}

/** One rule: whether it is asked, how grave it is, and, unfolded, its thresholds and the way back to the method. */
export function RuleItem({ rule, draft, onChange }: ItemProps) {
  const { t } = useText();
  const words = useRuleText();
  const [open, setOpen] = useState(false);
  const change = draft[rule.id];
  const title = words.title(rule.id);
  return (
    <li className={own.item} data-rule={rule.id}>
      <div className={css.row}>
        <button type="button" className={own.head} aria-expanded={open} onClick={() => setOpen(!open)}>
          <IconChevronRight size={16} stroke={1.6} aria-hidden className={own.turn} data-open={open} />
          <span className={own.id}>{rule.id}</span>
          <span className={own.title} data-off={Boolean(change?.off)}>
            {title}
          </span>
          <span className={own.chips}>
            {levelsOf(rule, draft).map((level, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is what a level means
              <Chip key={at}>{words.level(rule.id, level)}</Chip>
            ))}
            {change && <Chip tone="accent">{t('rules.changed')}</Chip>}
          </span>
        </button>
        <Switch
          aria-label={t('rules.on', { title: `${rule.id} ${title}` })}
          checked={!change?.off}
          onChange={(e) => onChange(set(draft, rule, { off: !e.currentTarget.checked }))}
        />
      </div>
      {open && (
        <div className={own.body}>
          <p className={css.hint}>
            {words.why(rule.id)} {rule.id.startsWith('RF-') && <PageLink topic={`rule:${rule.id}`} />}
          </p>
          {rule.levels.length > 0 && <LevelInputs rule={rule} draft={draft} onChange={onChange} />}
          {rule.limits.length > 0 && <LimitInputs rule={rule} draft={draft} onChange={onChange} />}
          {rule.limits.length === 0 && <p className={css.small}>{t('rules.limits.none')}</p>}
          {change && (
            <div>
              <Button size="compact-sm" variant="default" onClick={() => onChange(reset(draft, rule.id))}>
                {t('rules.reset')}
              </Button>
            </div>
          )}
        </div>
      )}
    </li>
  );
}
