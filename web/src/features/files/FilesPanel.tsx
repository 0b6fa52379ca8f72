import { Button, FileButton } from '@mantine/core';
import { IconCamera, IconDownload, IconUpload } from '@tabler/icons-react';
import { type DragEvent, useEffect, useState } from 'react';
import { useText } from '@/i18n';
import { Panel } from '@/ui/Panel';
import { Failure } from '@/ui/State';
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
  const mayAdd = Boolean(list?.may.includes('add'));
  usePaste(mayAdd ? uploads.add : undefined);
  if (error && !list) return <Failure error={error} retry={() => void refetch()} />;
  const files = list?.items ?? [];
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
    <Panel title={t('file.title')} side={mayAdd && <Adding onFiles={uploads.add} />}>
      <div className={css.drop} data-over={over} {...dropping}>
        {list && files.length + uploads.list.length === 0 && (
          <p className={css.none}>{t(mayAdd ? 'file.none_add' : 'file.none')}</p>
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

function Adding({ onFiles }: { onFiles: (files: File[]) => void }) {
  const { t } = useText();
  const phone = usePhone();
  return (
    <span className={css.adding}>
      {phone && (
        <FileButton accept="image/*" capture="environment" onChange={(file) => file && onFiles([file])}>
          {(props) => (
            <Button {...props} size="compact-sm" variant="subtle" leftSection={<IconCamera size={14} />}>
              {t('file.camera')}
            </Button>
          )}
        </FileButton>
      )}
      <FileButton multiple onChange={onFiles}>
        {(props) => (
          <Button {...props} size="compact-sm" variant="subtle" leftSection={<IconUpload size={14} />}>
            {t('file.add')}
          </Button>
        )}
      </FileButton>
    </span>
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
