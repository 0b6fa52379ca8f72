import { lazy, Suspense } from 'react';

const NotesPanel = lazy(() => import('./NotesPanel').then((part) => ({ default: part.NotesPanel })));

/** The panel of notes, which comes after the page that it is on. */
export function NotesLater({ subject }: { subject: string }) {
  return (
    <Suspense>
      <NotesPanel subject={subject} />
    </Suspense>
  );
}
