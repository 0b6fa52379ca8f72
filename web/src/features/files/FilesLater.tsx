import { lazy, Suspense } from 'react';

const FilesPanel = lazy(() => import('./FilesPanel').then((part) => ({ default: part.FilesPanel })));

/** The panel of files, which comes after the page that it is on. */
export function FilesLater({ subject }: { subject: string }) {
  return (
    <Suspense>
      <FilesPanel subject={subject} />
    </Suspense>
  );
}
