import { ActionIcon, Button, Textarea } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useMay, useSession } from '@/api/session';
import { AttachButton, NoteFiles, PickedFiles, useNoteFiles, usePicked } from '@/features/files';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { FormProblem } from '@/ui/FormProblem';
import { Panel } from '@/ui/Panel';
import { Begin, Failure, State } from '@/ui/State';
import { sayRefused } from '@/ui/toast';
import { useDraft } from '@/ui/useDraft';
import type { Note } from '../types';
import { addNote, useNoteActs, useNotes } from './queries';
import css from './work.module.css';

/** The notes on a record, and a field for a new one that survives a lost line. */
export function NotesPanel({ subject }: { subject: string }) {
  const { t } = useText();
  const may = useMay();
  const { data: list, error, refetch } = useNotes(subject);
  const [editing, setEditing] = useState<string>();
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  const notes = list?.items ?? [];
  return (
    <Panel title={t('note.title')}>
      {list && notes.length === 0 && (
        <State small title={t('note.none')} act={may('deal.contribute') && <Begin />}>
          {t('note.none.why')}
        </State>
      )}
      {may('deal.contribute') && <NoteForm subject={subject} />}
      <ul className={css.notes}>
        {notes.map((note) => (
          <li key={note.id}>
            {editing === note.id ? (
              <NoteForm subject={subject} note={note} onDone={() => setEditing(undefined)} />
            ) : (
              <NoteText subject={subject} note={note} onEdit={() => setEditing(note.id)} />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function NoteText({ subject, note, onEdit }: { subject: string; note: Note; onEdit: () => void }) {
  const { t } = useText();
  const files = useNoteFiles(subject, note.id);
  const format = useFormat();
  const { remove } = useNoteActs();
  return (
    <>
      <p className={css.meta}>
        <strong>{note.author_name}</strong>
        <time dateTime={note.created_at} title={note.created_at}>
          {format.ago(note.created_at)}
        </time>
        {note.may.includes('edit') && <AttachButton onFiles={files.uploads.add} />}
        {note.may.includes('edit') && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            title={t('note.edit')}
            aria-label={t('note.edit')}
            onClick={onEdit}
          >
            <IconPencil size={14} />
          </ActionIcon>
        )}
        {note.may.includes('remove') && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            title={t('note.remove')}
            aria-label={t('note.remove')}
            onClick={() => remove(note).catch(sayRefused)}
          >
            <IconTrash size={14} />
          </ActionIcon>
        )}
      </p>
      <p className={css.text} data-own>
        {note.text}
      </p>
      <NoteFiles {...files} />
    </>
  );
}

function NoteForm({ subject, note, onDone }: { subject: string; note?: Note; onDone?: () => void }) {
  const { t } = useText();
  const { user } = useSession();
  const { save, stale } = useNoteActs();
  const files = usePicked(subject);
  const draft = useDraft<{ text: string }, Note>({
    name: note ? `note.${note.id}` : `note.new.${subject}.${user.id}`,
    initial: { text: note?.text ?? '' },
    send: ({ text }, key) => (note ? save(note, text) : addNote(subject, text, key)),
    done: ({ id }) => {
      files.sendTo(id);
      void stale();
      onDone?.();
    },
  });
  return (
    <form className={css.form} {...draft.formProps}>
      <FormProblem draft={draft} />
      <Textarea
        data-line
        aria-label={t(note ? 'note.edit' : 'note.new')}
        placeholder={t('note.placeholder')}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={20000}
        value={draft.values.text}
        error={draft.errors.text}
        onChange={(event) => draft.set('text', event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.form?.requestSubmit();
        }}
      />
      <PickedFiles {...files} />
      <div className={css.formActs}>
        {!note && <AttachButton onFiles={files.pick} />}
        {onDone && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              draft.forget();
              onDone();
            }}
          >
            {t('act.cancel')}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="default"
          type="submit"
          disabled={!draft.values.text.trim()}
          loading={draft.state === 'sending'}
        >
          {t(note ? 'act.save' : 'note.add')}
        </Button>
      </div>
    </form>
  );
}
