import { Select } from '@mantine/core';
import { AttachButton, UploadItem, useFiles, useUploads } from '@/features/files';
import { useText } from '@/i18n';
import { useNotes } from '../queries';
import css from './gate.module.css';
import { firstLine } from './line';

/** What of the deal is given as evidence: a note, a file, or neither. */
export interface Proof {
  note_id?: string;
  file_id?: string;
}

interface ProofPickerProps {
  deal: string;
  value: Proof;
  error: string | undefined;
  onChange: (proof: Proof) => void;
}

const none: Proof = { note_id: undefined, file_id: undefined };

/** Chooses a note or a file of the deal, or uploads the file that is the evidence. */
export function ProofPicker({ deal, value, error, onChange }: ProofPickerProps) {
  const { t } = useText();
  const subject = `deal:${deal}`;
  const notes = useNotes(deal).data?.items ?? [];
  const { data: files } = useFiles(subject);
  const uploads = useUploads(subject, files?.limits.file_bytes, ({ id }) => onChange({ ...none, file_id: id }));
  const chosen = value.file_id ? `file_id ${value.file_id}` : value.note_id ? `note_id ${value.note_id}` : null;
  const groups = [
    { group: t('gate.proof.files'), items: (files?.items ?? []).map(({ id, name }) => option('file_id', id, name)) },
    { group: t('gate.proof.notes'), items: notes.map(({ id, text }) => option('note_id', id, firstLine(text))) },
  ];
  return (
    <>
      <div className={css.pick}>
        <Select
          label={t('gate.note')}
          placeholder={t('gate.proof.pick')}
          nothingFoundMessage={t('gate.proof.none')}
          clearable
          searchable
          data={groups.filter(({ items }) => items.length > 0)}
          value={chosen}
          error={error}
          onChange={(picked) => {
            const [field = '', id] = picked?.split(' ') ?? [];
            onChange({ ...none, [field]: id });
          }}
        />
        {files?.may.includes('add') && <AttachButton name={t('gate.file.send')} onFiles={uploads.add} />}
      </div>
      {uploads.list.length > 0 && (
        <ul className={css.sending}>
          {uploads.list.map((upload) => (
            <UploadItem key={upload.key} upload={upload} onRetry={uploads.retry} onDrop={uploads.drop} />
          ))}
        </ul>
      )}
    </>
  );
}

function option(field: keyof Proof, id: string, label: string) {
  return { value: `${field} ${id}`, label };
}
