import { ActionIcon, TextInput, UnstyledButton } from '@mantine/core';
import { IconDownload, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { sayRefused, sayUndo } from '@/ui/toast';
import { FileIcon } from './FileIcon';
import css from './files.module.css';
import { contentOf, type FileRow, removeFile, renameFile, restoreFile, useFilesChanged } from './queries';
import { ShowFile } from './ShowFile';
import { sizeOf } from './size';

/** One file: what it is, its name, size, who brought it and when, and what can be done with it. */
export function FileItem({ file }: { file: FileRow }) {
  const { t } = useText();
  const format = useFormat();
  const changed = useFilesChanged();
  const [naming, setNaming] = useState(false);
  const act = (what: Promise<unknown>) => what.catch(sayRefused).finally(() => void changed());
  const remove = async () => {
    try {
      await removeFile(file);
      sayUndo(t('file.removed', { name: file.name }), () => void act(restoreFile(file)));
    } catch (error) {
      sayRefused(error);
    }
    await changed();
  };
  if (naming) return <Naming file={file} onDone={() => setNaming(false)} />;
  return (
    <li className={css.item}>
      <FileIcon media={file.media_type} />
      <span className={css.what}>
        <a className={css.name} href={contentOf(file)} download={file.name} title={file.name} data-own>
          {file.name}
        </a>
        <span className={css.meta}>
          {sizeOf(file.size)} · {file.author_name} ·{' '}
          <time dateTime={file.created_at} title={file.created_at}>
            {format.ago(file.created_at)}
          </time>
          {file.subject_kind === 'note' && ` · ${t('file.of_note')}`}
        </span>
      </span>
      <span className={css.acts}>
        <ShowFile file={file} />
        <ActionIcon
          component="a"
          href={contentOf(file)}
          download={file.name}
          variant="subtle"
          color="gray"
          aria-label={t('file.download')}
          title={t('file.download')}
        >
          <IconDownload size={16} />
        </ActionIcon>
        {file.may.includes('edit') && (
          <Act name={t('file.rename')} onClick={() => setNaming(true)}>
            <IconPencil size={16} />
          </Act>
        )}
        {file.may.includes('remove') && (
          <Act name={t('file.remove')} onClick={() => void remove()}>
            <IconTrash size={16} />
          </Act>
        )}
      </span>
    </li>
  );
}

function Act({ name, onClick, children }: { name: string; onClick: () => void; children: React.ReactNode }) {
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={name} title={name} onClick={onClick}>
      {children}
    </ActionIcon>
  );
}

function Naming({ file, onDone }: { file: FileRow; onDone: () => void }) {
  const { t } = useText();
  const changed = useFilesChanged();
  const [name, setName] = useState(file.name);
  const [fault, setFault] = useState<string>();
  const save = async () => {
    try {
      if (name !== file.name) await renameFile(file, name);
      onDone();
    } catch (error) {
      setFault(error instanceof Error && error.message ? error.message : t('state.failed.why'));
    }
    await changed();
  };
  return (
    <li>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextInput
          aria-label={t('file.rename')}
          autoFocus
          maxLength={255}
          value={name}
          error={fault}
          onChange={(event) => setName(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && onDone()}
          rightSectionWidth={64}
          rightSection={<UnstyledButton type="submit">{t('act.save')}</UnstyledButton>}
        />
      </form>
    </li>
  );
}
