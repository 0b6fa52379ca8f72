import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { usePeople } from '@/api/people';
import { type Key, useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { Panel } from '@/ui/Panel';
import { Failure, State } from '@/ui/State';
import css from '../settings.module.css';
import { type Draft, differing, draftOf, type RuleBook, type RuleRow } from './draft';
import { OwnRules } from './own/OwnRules';
import { useRules } from './queries';
import { RuleItem } from './RuleItem';
import { SaveBar } from './SaveBar';
import { useRuleText } from './text';
import { VersionsDialog } from './VersionsDialog';

/** The rules of the workspace: each may be switched off, made graver or milder, and tuned; tried before it is saved. */
export default function RulesPart() {
  const { data: book, error, refetch } = useRules();
  if (error && !book) return <Failure error={error} retry={() => void refetch()} />;
  if (!book) return null;
  return <Rules key={JSON.stringify(book.content.changes)} book={book} />;
}

const kinds = ['all', 'changed', 'off'] as const;
type Kind = (typeof kinds)[number];

function Rules({ book }: { book: RuleBook }) {
  const { t } = useText();
  const saved = draftOf(book.content.changes);
  const [draft, setDraft] = useState<Draft>(saved);
  const [q, setQ] = useState('');
  const [kind, setKind] = useState<Kind>('all');
  const title = useRuleText().title;
  const wanted = ({ id }: RuleRow) =>
    (kind === 'all' || (kind === 'off' ? draft[id]?.off : draft[id])) &&
    `${id} ${title(id)}`.toLowerCase().includes(q.trim().toLowerCase());
  const shown = book.rules.filter(wanted);
  const groups = [...new Set(shown.map(groupOf))];
  return (
    <div className={css.narrow}>
      <p className={css.hint}>{t('rules.hint')}</p>
      <Standing book={book} onTake={setDraft} />
      <OwnRules book={book} />
      <div className={css.bar}>
        <TextInput
          aria-label={t('rules.search')}
          placeholder={t('rules.search')}
          value={q}
          onChange={(e) => setQ(e.currentTarget.value)}
        />
        <SegmentedControl
          aria-label={t('rules.show')}
          value={kind}
          onChange={(next) => setKind(next as Kind)}
          data={kinds.map((value) => ({ value, label: t(`rules.show.${value}` as Key) }))}
        />
      </div>
      {shown.length === 0 && <State title={t('rules.none')} />}
      {groups.map((group) => (
        <Panel key={group} title={t(group as Key)} flush>
          <ul className={css.rows}>
            {shown
              .filter((rule) => groupOf(rule) === group)
              .map((rule) => (
                <RuleItem key={rule.id} rule={rule} draft={draft} onChange={setDraft} />
              ))}
          </ul>
        </Panel>
      ))}
      <SaveBar number={book.number} draft={draft} changed={differing(saved, draft)} onDiscard={() => setDraft(saved)} />
    </div>
  );
}

function groupOf({ sort, family }: RuleRow): string {
  return sort === 'flag' ? `family.${family}` : `rule_sort.${sort}`;
}

/** Which version holds, who made it, when and why; and the way to the earlier ones. */
function Standing({ book, onTake }: { book: RuleBook; onTake: (draft: Draft) => void }) {
  const { t } = useText();
  const format = useFormat();
  const people = usePeople();
  const [open, setOpen] = useState(false);
  return (
    <div className={css.bar}>
      <span className={css.what}>
        <strong>{book.number === 1 ? t('rules.method') : t('rules.version', { number: book.number })}</strong>
        {book.recorded_at && (
          <span className={css.small}>
            <span data-own>{people.data?.items.find(({ id }) => id === book.by_id)?.name}</span> ·{' '}
            {format.day(book.recorded_at)} {format.clock(book.recorded_at)}
            {book.note && (
              <>
                {' · '}
                <span data-own>{book.note}</span>
              </>
            )}
          </span>
        )}
      </span>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('rules.versions')}
      </Button>
      {open && <VersionsDialog now={book.number} onTake={onTake} onClose={() => setOpen(false)} />}
    </div>
  );
}
