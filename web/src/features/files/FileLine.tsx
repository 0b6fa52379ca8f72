import { useText } from '@/i18n';
import { FileIcon } from './FileIcon';
import css from './files.module.css';
import { contentOf, type FileRow } from './queries';
import { ShowFile } from './ShowFile';

/** A file in one line of something else: its name leads to the content, and what can be shown is shown. */
export function FileLine({ file }: { file: FileRow }) {
  const { t } = useText();
  return (
    <span className={css.line}>
      <FileIcon media={file.media_type} size={16} />
      <a
        className={css.name}
        href={contentOf(file)}
        download={file.name}
        title={t('file.download_name', { name: file.name })}
        data-own
      >
        {file.name}
      </a>
      <ShowFile file={file} />
    </span>
  );
}
