import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useText } from '@/i18n';
import { say, sayRefused } from '@/ui/toast';
import css from '../settings.module.css';
import { changesOf, type Draft } from './draft';
import { rulesKey, saveRules, type Trial, tryRules } from './queries';
import own from './rules.module.css';
import { TrialPanel } from './TrialPanel';

interface SaveProps {
  number: number;
  draft: Draft;
  /** The rules that the draft sets otherwise than those in force. */
  changed: string[];
  onDiscard: () => void;
}

/** Appears with the first change: tries a draft on the open deals, saves it as a new version, or drops it. */
export function SaveBar({ number, draft, changed, onDiscard }: SaveProps) {
  const { t } = useText();
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState<'try' | 'save'>();
  const [tried, setTried] = useState<{ of: string; trial: Trial }>();
  if (changed.length === 0) return null;
  const of = JSON.stringify(changesOf(draft));
  const run = async (what: 'try' | 'save', act: () => Promise<void>) => {
    setBusy(what);
    try {
      await act();
    } catch (refused) {
      sayRefused(refused);
    }
    setBusy(undefined);
  };
  const attempt = () => run('try', async () => setTried({ of, trial: await tryRules(draft) }));
  const save = () =>
    run('save', async () => {
      await saveRules(number, draft, note);
      say(t('rules.saved'));
      await client.invalidateQueries({ queryKey: rulesKey });
    });
  return (
    <section className={own.save} aria-label={t('rules.unsaved', { n: changed.length })}>
      {tried?.of === of && <TrialPanel trial={tried.trial} />}
      <div className={css.bar}>
        <strong>{t('rules.unsaved', { n: changed.length })}</strong>
        <TextInput
          className={own.note}
          aria-label={t('rules.note')}
          placeholder={t('rules.note')}
          maxLength={500}
          value={note}
          onChange={(e) => setNote(e.currentTarget.value)}
        />
        <span className={own.acts}>
          <Button variant="default" onClick={onDiscard}>
            {t('act.cancel')}
          </Button>
          <Button variant="default" loading={busy === 'try'} onClick={() => void attempt()}>
            {t('rules.try')}
          </Button>
          <Button loading={busy === 'save'} onClick={() => void save()}>
            {t('act.save')}
          </Button>
        </span>
      </div>
    </section>
  );
}
