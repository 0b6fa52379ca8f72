import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useText } from '@/i18n';
import { FileLine } from './FileLine';
import css from './files.module.css';
import { useFiles } from './queries';
import { UploadItem } from './UploadItem';
import { useUploads } from './useUploads';

/** What goes with a note, and the way to attach more to it. */
export function useNoteFiles(subject: string, note: string) {
  const { data: list } = useFiles(subject);
  const uploads = useUploads(`note:${note}`, list?.limits.file_bytes);
  const files = (list?.items ?? []).filter((file) => file.subject_kind === 'note' && file.subject_id === note);
  return { files, uploads };
}

/** The files of a note, and those on their way to it. */
export function NoteFiles({ files, uploads }: ReturnType<typeof useNoteFiles>) {
  if (files.length + uploads.list.length === 0) return null;
  return (
    <ul className={css.lines}>
      {files.map((file) => (
        <li key={file.id}>
          <FileLine file={file} />
        </li>
      ))}
      <Sent uploads={uploads} />
    </ul>
  );
}

type Uploads = ReturnType<typeof useUploads>;

/** The uploads under way, as parts of a list. */
function Sent({ uploads }: { uploads: Uploads }) {
  return uploads.list.map((upload) => (
    <UploadItem key={upload.key} upload={upload} onRetry={uploads.retry} onDrop={uploads.drop} />
  ));
}

interface PickedProps {
  picked: File[];
  onDrop: (file: File) => void;
  uploads: Uploads;
}

/** The files picked for a note that is not written yet, and those on their way to the one that was. */
export function PickedFiles({ picked, onDrop, uploads }: PickedProps) {
  const { t } = useText();
  if (picked.length + uploads.list.length === 0) return null;
  return (
    <ul className={css.lines}>
      {picked.map((file) => (
        <li key={`${file.name} ${file.size} ${file.lastModified}`} className={css.line}>
          <span className={css.name} title={file.name} data-own>
            {file.name}
          </span>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t('file.unpick', { name: file.name })}
            title={t('file.unpick', { name: file.name })}
            onClick={() => onDrop(file)}
          >
            <IconX size={14} />
          </ActionIcon>
        </li>
      ))}
      <Sent uploads={uploads} />
    </ul>
  );
}
