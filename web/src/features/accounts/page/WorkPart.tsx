import { FilesPanel } from '@/features/files';
import { SubjectTasks } from '@/features/tasks';
import { NotesPanel } from '../work/NotesPanel';
import css from './page.module.css';

/** What is being done at an account: notes, tasks and files. */
export default function WorkPart({ subject, name }: { subject: string; name: string }) {
  return (
    <div className={css.halves}>
      <NotesPanel subject={subject} />
      <SubjectTasks subject={subject} name={name} />
      <FilesPanel subject={subject} />
    </div>
  );
}
