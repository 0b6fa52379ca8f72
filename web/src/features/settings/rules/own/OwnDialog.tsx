import { Button, Modal, Select, Switch, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { isProblem } from '@/api/problem';
import { useText } from '@/i18n';
import { say, sayRefused } from '@/ui/toast';
import { usePhone } from '@/ui/usePhone';
import css from '../../settings.module.css';
import type { RuleBook } from '../draft';
import type { Trial } from '../queries';
import { TrialPanel } from '../TrialPanel';
import { ExpressionInput } from './ExpressionInput';
import { Help } from './Help';
import own from './own.module.css';
import { type OwnRule, useOwnRules, withRule } from './queries';

interface DialogProps {
  book: RuleBook;
  rule: OwnRule;
  onClose: () => void;
}

type Words = OwnRule['name'];

/** Writes a rule of the company's own: its expression is checked while it is written, and can be tried on the open deals. */
export default function OwnDialog({ book, rule: given, onClose }: DialogProps) {
  const { t, label } = useText();
  const acts = useOwnRules(book);
  const phone = usePhone();
  const [rule, setRule] = useState(given);
  const [busy, setBusy] = useState<'try' | 'save'>();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [tried, setTried] = useState<{ of: string; trial: Trial }>();
  const set = (change: Partial<OwnRule>) => setRule({ ...rule, ...change });
  const place = acts.rules.findIndex(({ code }) => code === rule.code);
  const at = `own.${place < 0 ? acts.rules.length : place}`;
  const run = async (what: 'try' | 'save', act: () => Promise<void>) => {
    setBusy(what);
    setErrors({});
    try {
      await act();
    } catch (refused) {
      const found = isProblem(refused) ? refused.byField() : {};
      if (Object.keys(found).some((field) => field.startsWith(at))) setErrors(found);
      else sayRefused(refused);
    }
    setBusy(undefined);
  };
  const of = rule.expression;
  const attempt = () =>
    run('try', async () =>
      setTried({ of, trial: await acts.attempt(withRule(acts.rules, { ...rule, enabled: true })) }),
    );
  const save = (event: FormEvent) => {
    event.preventDefault();
    return run('save', async () => {
      await acts.save(withRule(acts.rules, rule));
      say(t('rules.saved'));
      onClose();
    });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      fullScreen={phone}
      title={rule.code ? t('own.edit.of', { title: rule.code }) : t('own.add')}
    >
      <form className={own.form} onSubmit={(event) => void save(event)}>
        <Pair of="name" words={rule.name} limit={100} error={errors[`${at}.name`]} onChange={(name) => set({ name })} />
        <ExpressionInput
          value={rule.expression}
          refused={errors[`${at}.expression`]}
          onChange={(expression) => set({ expression })}
        />
        <Help onUse={(expression) => set({ expression })} />
        <Select
          label={t('own.severity')}
          allowDeselect={false}
          value={rule.severity}
          onChange={(severity) => severity && set({ severity: severity as OwnRule['severity'] })}
          data={['critical', 'high', 'medium', 'low'].map((value) => ({ value, label: label('severity', value) }))}
        />
        <Pair
          of="why"
          words={rule.why ?? {}}
          limit={500}
          error={errors[`${at}.why`]}
          onChange={(why) => set({ why })}
        />
        <Pair
          of="do"
          words={rule.do ?? {}}
          limit={500}
          error={errors[`${at}.do`]}
          onChange={(what) => set({ do: what })}
        />
        <Switch
          label={t('own.enabled')}
          checked={rule.enabled}
          onChange={(e) => set({ enabled: e.currentTarget.checked })}
        />
        {tried?.of === of && <TrialPanel trial={tried.trial} />}
        <div className={css.bar}>
          <Button variant="default" loading={busy === 'try'} disabled={of.trim() === ''} onClick={() => void attempt()}>
            {t('rules.try')}
          </Button>
          <span className={own.acts}>
            <Button variant="default" onClick={onClose}>
              {t('act.cancel')}
            </Button>
            <Button type="submit" loading={busy === 'save'}>
              {t('act.save')}
            </Button>
          </span>
        </div>
      </form>
    </Modal>
  );
}

interface PairProps {
  of: 'name' | 'why' | 'do';
  words: Words;
  limit: number;
  error: string | undefined;
  onChange: (words: Words) => void;
}

/** A text in both languages; one of them is enough. */
function Pair({ of, words, limit, error, onChange }: PairProps) {
  const { t } = useText();
  return (
    <div className={own.pair}>
      {(['zh', 'en'] as const).map((lang) => (
        <TextInput
          key={lang}
          label={t(`own.${of}.${lang}`)}
          value={words[lang] ?? ''}
          maxLength={limit}
          error={lang === 'zh' && error}
          onChange={(e) => onChange({ ...words, [lang]: e.currentTarget.value })}
        />
      ))}
    </div>
  );
}
