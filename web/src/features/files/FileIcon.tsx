import { IconFile, IconFileText, IconFileTypePdf, IconFileZip, IconPhoto, IconTable } from '@tabler/icons-react';
import css from './files.module.css';

/** What a file is, as a picture. */
export function FileIcon({ media, size = 20 }: { media: string; size?: number }) {
  const look = { size, stroke: 1.5, className: css.icon, 'aria-hidden': true } as const;
  if (media.startsWith('image/')) return <IconPhoto {...look} />;
  if (media === 'application/pdf') return <IconFileTypePdf {...look} />;
  if (media === 'application/zip') return <IconFileZip {...look} />;
  if (/sheet|excel/.test(media)) return <IconTable {...look} />;
  if (/text|word/.test(media)) return <IconFileText {...look} />;
  return <IconFile {...look} />;
}
