import { ActionIcon } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useText } from '@/i18n';
import { type FileRow, previewOf, shownIn } from './queries';

const Preview = lazy(() => import('./Preview'));

/** The button that shows a file: a picture on the page, a PDF in a tab that knows nothing of this one. */
export function ShowFile({ file }: { file: FileRow }) {
  const { t } = useText();
  const [shown, setShown] = useState(false);
  const look = { variant: 'subtle', color: 'gray', 'aria-label': t('file.preview'), title: t('file.preview') } as const;
  const where = shownIn(file);
  if (!where) return null;
  if (where === 'tab')
    return (
      <ActionIcon component="a" href={previewOf(file)} target="_blank" rel="noopener noreferrer" {...look}>
        <IconEye size={16} />
      </ActionIcon>
    );
  return (
    <>
      <ActionIcon {...look} onClick={() => setShown(true)}>
        <IconEye size={16} />
      </ActionIcon>
      <Suspense>{shown && <Preview file={file} onClose={() => setShown(false)} />}</Suspense>
    </>
  );
}
