import { ActionIcon, Button, Progress } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useText } from '@/i18n';
import css from './files.module.css';
import type { Upload } from './useUploads';

interface UploadItemProps {
  upload: Upload;
  onRetry: (upload: Upload) => void;
  onDrop: (key: string) => void;
}

/** A file on its way, or one that did not arrive. */
export function UploadItem({ upload, onRetry, onDrop }: UploadItemProps) {
  const { t } = useText();
  const { file, share, fault } = upload;
  return (
    <li className={css.upload}>
      <span className={css.name} title={file.name} data-own>
        {file.name}
      </span>
      {fault ? (
        <span className={css.fault} role="alert">
          {fault}
          <Button size="compact-xs" variant="subtle" onClick={() => onRetry(upload)}>
            {t('state.retry')}
          </Button>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t('act.close')}
            title={t('act.close')}
            onClick={() => onDrop(upload.key)}
          >
            <IconX size={14} />
          </ActionIcon>
        </span>
      ) : (
        <Progress value={share * 100} size="sm" aria-label={t('file.sending', { name: file.name })} />
      )}
    </li>
  );
}
