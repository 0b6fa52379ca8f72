import { FilesPanel } from '@/features/files';
import { BellPanel } from './around/BellPanel';
import { BookingPanel } from './around/BookingPanel';
import { CustomerPanel } from './around/CustomerPanel';
import { ObjectionPanel } from './around/ObjectionPanel';
import { OfferPanel } from './around/OfferPanel';
import { OutsidePanel } from './around/OutsidePanel';
import { VisitPanel } from './around/VisitPanel';
import { useDeal } from './context';
import css from './deal.module.css';
import { DecisionsPanel } from './decisions/DecisionsPanel';
import { Parts, partId } from './entries/Parts';
import { InfoPanel } from './infomap/InfoPanel';
import { NeedsPanel } from './needs/NeedsPanel';
import { ProjectPanel } from './project/ProjectPanel';
import { RivalPanel } from './rivals/RivalPanel';
import { TimelinePanel } from './timeline/TimelinePanel';
import { NotePanel } from './work/NotePanel';
import { TaskPanel } from './work/TaskPanel';

/** What stands below the first view of the page, part by part, behind a line that leads to each. */
export default function LowerPanels() {
  const { deal } = useDeal().sheet;
  return (
    <>
      <Parts />
      <div className={css.part} id={partId('needs')} tabIndex={-1}>
        <NeedsPanel />
      </div>
      <ProjectPanel />
      <div className={css.wide}>
        <DecisionsPanel />
      </div>
      <div className={css.wide} id={partId('info')} tabIndex={-1}>
        <InfoPanel />
      </div>
      <div className={css.part} id={partId('rivals')} tabIndex={-1}>
        <RivalPanel />
      </div>
      <CustomerPanel />
      <div className={css.wide} id={partId('ours')} tabIndex={-1}>
        <BellPanel />
      </div>
      <div className={css.wide}>
        <OutsidePanel />
      </div>
      <div className={css.part} id={partId('offer')} tabIndex={-1}>
        <OfferPanel />
      </div>
      <ObjectionPanel />
      <div className={css.wide} id={partId('visits')} tabIndex={-1}>
        <VisitPanel />
      </div>
      <BookingPanel />
      <div className={css.part} id={partId('work')} tabIndex={-1}>
        <TaskPanel />
      </div>
      <div className={css.wide}>
        <NotePanel />
      </div>
      <div className={css.wide}>
        <FilesPanel subject={`deal:${deal.id}`} />
      </div>
      <div className={css.wide} id={partId('timeline')} tabIndex={-1}>
        <TimelinePanel />
      </div>
    </>
  );
}
