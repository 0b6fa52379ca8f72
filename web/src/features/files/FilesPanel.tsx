import { Button, FileButton } from '@mantine/core';
import { IconCamera, IconDownload, IconUpload } from '@tabler/icons-react';
import { type DragEvent, useEffect, useState } from 'react';
import { useText } from '@/i18n';
import { Panel } from '@/ui/Panel';
import { Failure, State } from '@/ui/State';
import { usePhone } from '@/ui/usePhone';
import { FileItem } from './FileItem';
import css from './files.module.css';
import { archiveOf, useFiles } from './queries';
import { UploadItem } from './UploadItem';
import { useUploads } from './useUploads';

/** The files on a record: dropped, pasted, picked or photographed; each can be seen, named and taken away. */
export function FilesPanel({ subject }: { subject: string }) {
  const { t } = useText();
  const { data: list, error, refetch } = useFiles(subject);
  const uploads = useUploads(subject, list?.limits.file_bytes);
  const [over, setOver] = useState(false);
  const phone = usePhone();
  const mayAdd = Boolean(list?.may.includes('add'));
  usePaste(mayAdd ? uploads.add : undefined);
  if (error && !list) return <Failure error={error} retry={() => void refetch()} />;
  const files = list?.items ?? [];
  const none = list !== undefined && files.length + uploads.list.length === 0;
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    uploads.add(event.dataTransfer.files);
  };
  const along = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  const dropping = mayAdd ? { onDrop: drop, onDragOver: along, onDragLeave: () => setOver(false) } : {};
  return (
    <Panel title={t('file.title')} side={mayAdd && <Adding onFiles={uploads.add} camera={phone} pick={!none} />}>
      <div className={css.drop} data-over={over} {...dropping}>
        {none && (
          <State small title={t('file.none')} act={mayAdd && <Pick onFiles={uploads.add} />}>
            {t(mayAdd ? 'file.none_add' : 'file.none.why')}
          </State>
        )}
        <ul className={css.list}>
          {uploads.list.map((upload) => (
            <UploadItem key={upload.key} upload={upload} onRetry={uploads.retry} onDrop={uploads.drop} />
          ))}
          {files.map((file) => (
            <FileItem key={file.id} file={file} />
          ))}
        </ul>
        {files.length > 1 && (
          <Button
            component="a"
            href={archiveOf(subject)}
            download
            size="compact-sm"
            variant="subtle"
            leftSection={<IconDownload size={14} />}
          >
            {t('file.all')}
          </Button>
        )}
      </div>
    </Panel>
  );
}

interface AddingProps {
  onFiles: (files: File[]) => void;
  camera: boolean;
  pick: boolean;
}

function Adding({ onFiles, camera, pick }: AddingProps) {
  const { t } = useText();
  return (
    <span className={css.adding}>
      {camera && (
        <FileButton accept="image/*" capture="environment" onChange={(file) => file && onFiles([file])}>
          {(props) => (
            <Button {...props} size="compact-sm" variant="subtle" leftSection={<IconCamera size={14} />}>
              {t('file.camera')}
            </Button>
          )}
        </FileButton>
      )}
      {pick && <Pick onFiles={onFiles} />}
    </span>
  );
}

function Pick({ onFiles }: { onFiles: (files: File[]) => void }) {
  const { t } = useText();
  return (
    <FileButton multiple onChange={onFiles}>
      {(props) => (
        <Button {...props} size="compact-md" variant="default" leftSection={<IconUpload size={14} />}>
          {t('file.add')}
        </Button>
      )}
    </FileButton>
  );
}

/** Takes pictures and files out of the clipboard while the panel is on the page; pasted text stays with its field. */
function usePaste(add: ((files: File[]) => void) | undefined): void {
  useEffect(() => {
    if (!add) return;
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0 || event.clipboardData?.types.includes('text/plain')) return;
      event.preventDefault();
      add(files);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  });
}
