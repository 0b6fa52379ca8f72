import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useText } from '@/i18n';
import css from './files.module.css';
import { type FileRow, previewOf } from './queries';

/** A picture as the server has painted it anew; nothing of the file itself reaches the page. */
export default function Preview({ file, onClose }: { file: FileRow; onClose: () => void }) {
  const { t } = useText();
  const [failed, setFailed] = useState(false);
  return (
    <Modal opened onClose={onClose} title={file.name} size="xl">
      {failed ? (
        <p role="alert">{t('file.no_preview')}</p>
      ) : (
        <img className={css.picture} src={previewOf(file)} alt={file.name} onError={() => setFailed(true)} />
      )}
    </Modal>
  );
}
