// The facts of a record. A press on a fact turns it into its editor; what is typed is sent when the editor is left.
import { UnstyledButton } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Problem } from '@/api/problem';
import { useText } from '@/i18n';
import { sayRefused } from '@/ui/toast';
import { type EditFact, equal, type Patch } from './fact';
import css from './facts.module.css';

// Fields of every kind: loaded when the first fact is edited.
const Editor = lazy(() => import('./Editor'));

interface FactListProps {
  facts: EditFact[];
  /** Absent when the person may not edit. */
  onSave?: (patch: Patch) => Promise<unknown>;
}

/** Shows facts under each other and edits them in their place, one at a time. */
export function FactList({ facts, onSave }: FactListProps) {
  const [open, setOpen] = useState<string>();
  const [fault, setFault] = useState<string>();
  const [saving, setSaving] = useState(false);
  const close = (field: string) => {
    setOpen(undefined);
    setFault(undefined);
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-fact="${field}"]`)?.focus());
  };
  const save = async (fact: EditFact, value: unknown) => {
    if (saving) return;
    if (equal(value, fact.value)) {
      close(fact.field);
      return;
    }
    setSaving(true);
    try {
      await onSave?.({ [fact.field]: value });
      close(fact.field);
    } catch (error) {
      const said = error instanceof Problem ? (error.byField()[fact.field] ?? error.message) : '';
      if (said) setFault(said);
      else sayRefused(error);
    } finally {
      setSaving(false);
    }
  };
  return (
    <dl className={css.list}>
      {facts.map((fact) => (
        <div key={fact.field} data-wide={fact.wide}>
          <dt>{fact.name}</dt>
          <dd>
            {open === fact.field ? (
              <Suspense fallback={<Shown fact={fact} />}>
                <Editor
                  fact={fact}
                  fault={fault}
                  saving={saving}
                  onSave={(value) => void save(fact, value)}
                  onCancel={() => close(fact.field)}
                />
              </Suspense>
            ) : (
              <Shown
                fact={fact}
                onOpen={
                  onSave && !fact.fixed
                    ? () => {
                        setFault(undefined);
                        setOpen(fact.field);
                      }
                    : undefined
                }
              />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Shown({ fact, onOpen }: { fact: EditFact; onOpen?: () => void }) {
  const { t } = useText();
  const empty = fact.value === undefined || fact.value === '' || (Array.isArray(fact.value) && fact.value.length === 0);
  const shown = fact.shown ?? (empty ? undefined : String(fact.value));
  if (!onOpen) return <span className={empty ? css.none : css.value}>{empty ? '–' : shown}</span>;
  return (
    <span className={css.shown}>
      <span className={empty ? css.none : css.value}>{empty ? t('fact.none') : shown}</span>
      <UnstyledButton
        className={css.pen}
        data-fact={fact.field}
        aria-label={t('fact.edit', { name: fact.name })}
        title={t('fact.edit', { name: fact.name })}
        onClick={onOpen}
      >
        <IconPencil size={14} aria-hidden />
      </UnstyledButton>
    </span>
  );
}
