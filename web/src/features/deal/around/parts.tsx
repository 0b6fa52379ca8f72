// What the panels around a deal share: a line that adds, a row that opens, people to tap, a text that saves itself.
import { ActionIcon, Button, Textarea, TextInput } from '@mantine/core';
import { IconPencil, IconX } from '@tabler/icons-react';
import { type ReactNode, useId, useRef, useState } from 'react';
import { useText } from '@/i18n';
import { FormProblem } from '@/ui/FormProblem';
import { bind, type Draft, useDraft } from '@/ui/useDraft';
import { useDeal } from '../context';
import { type EntryKind, useDrop } from '../useDrop';
import { addFact, dropFact, editFact, type Fields, type Patch, type Room } from './acts';
import css from './around.module.css';

interface QuickAddProps<R extends Room, T extends { text: string }> {
  room: R;
  label: string;
  initial: T;
  limit: number;
  /** What is sent. */
  body: (values: T) => Fields[R];
  /** Further questions, shown when something is written. */
  children?: (draft: Draft<T>) => ReactNode;
  /** Keeps the drafts of two lines of one kind apart. */
  name?: string;
}

/** A line that adds a fact: Enter adds it and leaves the focus for the next one. */
export function QuickAdd<R extends Room, T extends { text: string }>(props: QuickAddProps<R, T>) {
  const { room, label, initial, limit, body, children, name = room } = props;
  const { t } = useText();
  const { sheet, run } = useDeal();
  const input = useRef<HTMLInputElement>(null);
  const draft = useDraft<T, unknown>({
    name: `${name}.new.${sheet.deal.id}`,
    initial,
    send: (values, key) => addFact(room, sheet.deal.id, body({ ...values, text: values.text.trim() }), key),
    done: () => {
      input.current?.focus();
      void run(async () => undefined);
    },
  });
  const begun = draft.values.text !== '';
  return (
    <form className={css.form} {...draft.formProps}>
      <FormProblem draft={draft} />
      <TextInput
        data-line
        ref={input}
        aria-label={label}
        placeholder={label}
        maxLength={limit}
        {...bind(draft, 'text')}
      />
      {begun && (
        <div className={css.more}>
          {children?.(draft)}
          <Button type="submit" variant="light" loading={draft.state === 'sending'}>
            {t('act.add')}
          </Button>
        </div>
      )}
    </form>
  );
}

const kindOf: Record<Room, EntryKind> = {
  intel: 'intel',
  strengths: 'strength',
  weaknesses: 'weakness',
  proposals: 'proposal',
  objections: 'objection',
  'change-reviews': 'change_review',
  'external-bodies': 'external_body',
  visits: 'visit',
  bookings: 'booking',
};

/** The functions that change facts of one kind. */
export function useFacts<R extends Room>(room: R) {
  const { run } = useDeal();
  const drop = useDrop();
  return {
    change: (row: { id: string; version: number }, patch: Patch<R>) => void run(() => editFact(room, row, patch)),
    drop: (row: { id: string; version: number }) => void drop(kindOf[room], row.id, () => dropFact(room, row)),
  };
}

interface FactRowProps {
  /** What the row is called by those who hear it. */
  name: string;
  children: ReactNode;
  /** What opens below it to be changed; absent: nothing may be changed. */
  editor?: ReactNode;
  onDrop?: () => void;
  begin?: boolean;
}

/** A fact: what it says, and below it, when it is opened, what may be changed. */
export function FactRow({ name, children, editor, onDrop, begin = false }: FactRowProps) {
  const { t } = useText();
  const [open, setOpen] = useState(begin);
  const id = useId();
  return (
    <li className={css.fact}>
      <div className={css.line}>
        <div className={css.say}>{children}</div>
        {editor && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            aria-expanded={open}
            aria-controls={open ? id : undefined}
            aria-label={t('around.edit', { name })}
            title={t('around.edit', { name })}
            onClick={() => setOpen(!open)}
          >
            <IconPencil size={16} stroke={1.6} />
          </ActionIcon>
        )}
        {onDrop && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            aria-label={t('around.drop', { name })}
            title={t('around.drop', { name })}
            onClick={onDrop}
          >
            <IconX size={16} stroke={1.6} />
          </ActionIcon>
        )}
      </div>
      {open && editor && (
        <div id={id} className={css.editor}>
          {editor}
        </div>
      )}
    </li>
  );
}

interface PeopleProps {
  legend: string;
  value: readonly string[];
  onChange: (ids: string[]) => void;
  /** Only one may be chosen. */
  single?: boolean;
}

/** People of the map to tap. */
export function People({ legend, value, onChange, single }: PeopleProps) {
  const { t } = useText();
  const { sheet } = useDeal();
  const people = sheet.influences.filter((one) => one.present || value.includes(one.id));
  const tap = (id: string) => {
    if (value.includes(id)) return onChange(value.filter((one) => one !== id));
    onChange(single ? [id] : [...value, id]);
  };
  return (
    <fieldset className={css.set}>
      <legend>{legend}</legend>
      <span className={css.chips}>
        {people.map((one) => (
          <button
            key={one.id}
            type="button"
            className={css.chip}
            aria-pressed={value.includes(one.id)}
            onClick={() => tap(one.id)}
          >
            {one.name}
          </button>
        ))}
        {people.length === 0 && <span className={css.small}>{t('around.nobody')}</span>}
      </span>
    </fieldset>
  );
}

/** One yes-or-no to tap. */
export function Tap({ on, onChange, children }: { on: boolean; onChange: (on: boolean) => void; children: ReactNode }) {
  return (
    <button type="button" className={css.chip} aria-pressed={on} onClick={() => onChange(!on)}>
      {children}
    </button>
  );
}

/** The names of people of the map, in one line; those who left it are not named. */
export function Names({ of, before }: { of: readonly string[] | undefined; before?: string }) {
  const { sheet } = useDeal();
  const names = (of ?? []).flatMap((id) => sheet.influences.find((one) => one.id === id)?.name ?? []);
  if (names.length === 0) return null;
  return (
    <span className={css.small}>
      {before} {names.join(' · ')}
    </span>
  );
}

interface SavedTextProps {
  label: string;
  value: string | undefined;
  limit: number;
  onSave: (text: string | null) => void;
  long?: boolean;
  required?: boolean;
}

/** A text that is saved when one leaves it. */
export function SavedText({ label, value = '', limit, onSave, long, required }: SavedTextProps) {
  const [text, setText] = useState(value);
  const save = () => {
    const next = text.trim();
    if (next === value) return;
    if (required && next === '') setText(value);
    else onSave(next || null);
  };
  const shared = {
    label,
    value: text,
    maxLength: limit,
    onChange: (event: { currentTarget: { value: string } }) => setText(event.currentTarget.value),
    onBlur: save,
  };
  if (long) return <Textarea autosize minRows={2} {...shared} />;
  return (
    <TextInput {...shared} onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && save()} />
  );
}
