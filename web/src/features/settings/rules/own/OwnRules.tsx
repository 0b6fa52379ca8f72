import { Button, Switch } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { type Key, useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { Chip } from '@/ui/Bits';
import { ConfirmButton } from '@/ui/ConfirmButton';
import { Panel } from '@/ui/Panel';
import { say, sayRefused } from '@/ui/toast';
import css from '../../settings.module.css';
import type { RuleBook } from '../draft';
import rules from '../rules.module.css';
import own from './own.module.css';
import { blank, type OwnRule, useOwnRules, withRule } from './queries';

const OwnDialog = lazy(() => import('./OwnDialog'));

/** The rules that the company wrote itself: switched on and off, written, removed. */
export function OwnRules({ book }: { book: RuleBook }) {
  const { t } = useText();
  const acts = useOwnRules(book);
  const [edited, setEdited] = useState<OwnRule>();
  const [busy, setBusy] = useState(false);
  const save = async (list: OwnRule[], said: Key) => {
    setBusy(true);
    try {
      await acts.save(list);
      say(t(said));
    } catch (refused) {
      sayRefused(refused);
    }
    setBusy(false);
  };
  const add = (
    <Button size="compact-sm" variant="default" onClick={() => setEdited(blank)}>
      {t('own.add')}
    </Button>
  );
  return (
    <Panel title={t('own.title')} side={add} flush>
      <p className={own.hint}>{t('own.hint')}</p>
      {acts.rules.length === 0 && (
        <p className={own.empty}>
          <strong>{t('own.none')}</strong> {t('own.none.why')}
        </p>
      )}
      <ul className={css.rows}>
        {acts.rules.map((rule) => (
          <OwnItem
            key={rule.code}
            rule={rule}
            busy={busy}
            onEdit={() => setEdited(rule)}
            onSwitch={(enabled) => save(withRule(acts.rules, { ...rule, enabled }), 'rules.saved')}
            onRemove={() =>
              void save(
                acts.rules.filter(({ code }) => code !== rule.code),
                'own.removed',
              )
            }
          />
        ))}
      </ul>
      <Suspense>{edited && <OwnDialog book={book} rule={edited} onClose={() => setEdited(undefined)} />}</Suspense>
    </Panel>
  );
}

interface ItemProps {
  rule: OwnRule;
  busy: boolean;
  onEdit: () => void;
  onSwitch: (enabled: boolean) => Promise<void>;
  onRemove: () => void;
}

function OwnItem({ rule, busy, onEdit, onSwitch, onRemove }: ItemProps) {
  const { t, label, lang } = useText();
  const [turned, setTurned] = useState<boolean>(); // until the server has answered
  const turn = async (enabled: boolean) => {
    setTurned(enabled);
    await onSwitch(enabled);
    setTurned(undefined);
  };
  const name = rule.name[lang] || rule.name[lang === 'zh' ? 'en' : 'zh'] || '';
  const title = `${rule.code} ${name}`;
  return (
    <li className={own.item} data-rule={rule.code}>
      <div className={own.head}>
        <span className={rules.id}>{rule.code}</span>
        <span className={rules.title} data-off={!rule.enabled} data-own>
          {name}
        </span>
        <Chip>{label('severity', rule.severity)}</Chip>
        <span className={own.acts}>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('own.edit.of', { title })}
            title={t('own.edit')}
            onClick={onEdit}
          >
            <IconPencil size={16} stroke={1.6} aria-hidden />
          </Button>
          <ConfirmButton
            size="compact-sm"
            label={t('own.remove.of', { title })}
            question={t('own.remove.ask', { title })}
            confirm={t('own.remove')}
            onConfirm={onRemove}
          >
            <IconTrash size={16} stroke={1.6} aria-hidden />
          </ConfirmButton>
          <Switch
            aria-label={t('rules.on', { title })}
            checked={turned ?? rule.enabled}
            disabled={busy}
            onChange={(e) => void turn(e.currentTarget.checked)}
          />
        </span>
      </div>
      <code className={own.code} data-own>
        {rule.expression}
      </code>
      <Stopped rule={rule} />
    </li>
  );
}

/** Why the program switched a rule off, and the deal on which it failed. */
function Stopped({ rule: { problem } }: { rule: OwnRule }) {
  const { t, label } = useText();
  const format = useFormat();
  if (!problem) return null;
  return (
    <p className={own.problem}>
      {t('own.stopped', { day: format.day(problem.on), why: label('own.why', problem.code) })}{' '}
      {problem.deal_id && (
        <Link to="/deals/$id" params={{ id: problem.deal_id }}>
          {t('own.stopped.deal')}
        </Link>
      )}
    </p>
  );
}
