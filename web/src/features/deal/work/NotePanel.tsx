import { ActionIcon, Button, Textarea } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { AttachButton, NoteFiles, PickedFiles, useNoteFiles, usePicked } from '@/features/files';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { ConfirmButton } from '@/ui/ConfirmButton';
import { FormProblem } from '@/ui/FormProblem';
import { Panel } from '@/ui/Panel';
import { Begin, Failure, State } from '@/ui/State';
import { bind, useDraft } from '@/ui/useDraft';
import { useFirst } from '@/ui/useFirst';
import { addNote, dropNote, editNote } from '../acts';
import { useDeal } from '../context';
import { useNotes } from '../queries';
import type { Note } from '../types';
import css from './work.module.css';

/** What people have written down about the deal. */
export function NotePanel() {
  const { t } = useText();
  const { sheet, may } = useDeal();
  const list = useNotes(sheet.deal.id);
  const notes = list.data?.items ?? [];
  const proofs = sheet.gate?.criteria.flatMap(({ evidence }) => evidence?.map((step) => step.evidence_id) ?? []);
  const { shown, more } = useFirst(notes, 10, ({ id }) => proofs?.includes(id) ?? false);
  return (
    <Panel title={t('deal.note.title')}>
      {list.data && notes.length === 0 && (
        <State small title={t('deal.note.none')} act={may('contribute') && <Begin />}>
          {t('deal.note.none.why')}
        </State>
      )}
      {may('contribute') && <NewNote />}
      {list.error && !list.data && <Failure error={list.error} retry={() => void list.refetch()} />}
      <ul className={css.list}>
        {shown.map((note) => (
          <NoteItem key={note.id} note={note} />
        ))}
      </ul>
      {more}
    </Panel>
  );
}

function NewNote() {
  const { t } = useText();
  const { sheet, run } = useDeal();
  const files = usePicked(`deal:${sheet.deal.id}`);
  const draft = useDraft({
    name: `note.new.${sheet.deal.id}`,
    initial: { text: '' },
    send: ({ text }, key) => addNote(sheet.deal.id, text.trim(), key),
    done: (note) => {
      files.sendTo(note.id);
      void run(async () => undefined);
    },
  });
  const begun = draft.values.text.trim() !== '';
  return (
    <form className={css.form} {...draft.formProps}>
      <FormProblem draft={draft} />
      <Textarea
        data-line
        aria-label={t('deal.note.new')}
        placeholder={t('deal.note.new')}
        rows={begun ? 3 : 1}
        className={css.growing}
        maxLength={20000}
        {...bind(draft, 'text')}
      />
      <PickedFiles {...files} />
      {begun && (
        <div className={css.foot}>
          <span className={css.saved}>{t('form.kept')}</span>
          <AttachButton onFiles={files.pick} />
          <Button type="submit" variant="light" loading={draft.state === 'sending'}>
            {t('act.save')}
          </Button>
        </div>
      )}
    </form>
  );
}

function NoteItem({ note }: { note: Note }) {
  const { t } = useText();
  const format = useFormat();
  const { sheet, run } = useDeal();
  const files = useNoteFiles(`deal:${sheet.deal.id}`, note.id);
  const [editing, setEditing] = useState(false);
  if (editing) return <EditNote note={note} onClose={() => setEditing(false)} />;
  return (
    <li className={css.note} id={`note-${note.id}`} tabIndex={-1}>
      <span className={css.by}>
        <strong>{note.author_name}</strong>
        <time dateTime={note.created_at} title={format.moment(note.created_at)}>
          {format.ago(note.created_at)}
        </time>
        <span className={css.acts}>
          {note.may.includes('edit') && <AttachButton onFiles={files.uploads.add} />}
          {note.may.includes('edit') && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={28}
              aria-label={t('deal.note.edit')}
              title={t('deal.note.edit')}
              onClick={() => setEditing(true)}
            >
              <IconPencil size={16} stroke={1.6} />
            </ActionIcon>
          )}
          {note.may.includes('remove') && (
            <ConfirmButton
              className={css.drop}
              variant="subtle"
              color="gray"
              label={t('act.remove')}
              question={t('deal.note.drop.why')}
              confirm={t('act.remove')}
              onConfirm={() => void run(() => dropNote(note))}
            >
              <IconTrash size={16} stroke={1.6} aria-hidden />
            </ConfirmButton>
          )}
        </span>
      </span>
      <p className={css.text}>{note.text}</p>
      <NoteFiles {...files} />
    </li>
  );
}

function EditNote({ note, onClose }: { note: Note; onClose: () => void }) {
  const { t } = useText();
  const { run } = useDeal();
  const draft = useDraft({
    name: `note.${note.id}.${note.version}`,
    initial: { text: note.text },
    send: ({ text }) => editNote(note, text.trim()),
    done: () => {
      void run(async () => undefined);
      onClose();
    },
  });
  return (
    <li>
      <form className={css.form} {...draft.formProps}>
        <FormProblem draft={draft} />
        <Textarea
          aria-label={t('deal.note.edit')}
          autoFocus
          autosize
          minRows={2}
          maxLength={20000}
          {...bind(draft, 'text')}
        />
        <div className={css.foot}>
          <Button variant="default" onClick={onClose}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" loading={draft.state === 'sending'}>
            {t('act.save')}
          </Button>
        </div>
      </form>
    </li>
  );
}
