import { FilesPanel } from '@/features/files';
import { useDeal } from './context';
import css from './deal.module.css';
import { RivalPanel } from './rivals/RivalPanel';
import { TimelinePanel } from './timeline/TimelinePanel';
import { NotePanel } from './work/NotePanel';
import { TaskPanel } from './work/TaskPanel';

/** What stands below the first view of the page: rivals, tasks, notes, files and what happened. */
export default function LowerPanels() {
  const { deal } = useDeal().sheet;
  return (
    <>
      <RivalPanel />
      <TaskPanel />
      <div className={css.wide}>
        <NotePanel />
      </div>
      <div className={css.wide}>
        <FilesPanel subject={`deal:${deal.id}`} />
      </div>
      <TimelinePanel />
    </>
  );
}
