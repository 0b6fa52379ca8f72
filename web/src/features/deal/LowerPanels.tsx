import type { ReactNode } from 'react';
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
import { Parts } from './entries/Parts';
import { InfoPanel } from './infomap/InfoPanel';
import { NeedsPanel } from './needs/NeedsPanel';
import { type Place, placeId } from './places';
import { PlanPanel } from './plan/PlanPanel';
import { ProjectPanel } from './project/ProjectPanel';
import { RivalPanel } from './rivals/RivalPanel';
import { SeePanel } from './tactics/SeePanel';
import { TimelinePanel } from './timeline/TimelinePanel';
import { NotePanel } from './work/NotePanel';
import { TaskPanel } from './work/TaskPanel';

/** What stands below the first view of the page, part by part, behind a line that leads to each. */
export default function LowerPanels() {
  const { sheet, past } = useDeal();
  return (
    <>
      {!past && <Parts />}
      {!past && (
        <>
          <Part place="see" wide>
            <SeePanel />
          </Part>
          <Part place="plan" wide>
            <PlanPanel />
          </Part>
        </>
      )}
      <Part place="needs">
        <NeedsPanel />
      </Part>
      <Part place="project">
        <ProjectPanel />
      </Part>
      <Part place="criteria" wide>
        <DecisionsPanel />
      </Part>
      <Part place="info" wide>
        <InfoPanel />
      </Part>
      <Part place="rivals">
        <RivalPanel />
      </Part>
      <Part place="customer">
        <CustomerPanel />
      </Part>
      <Part place="ours" wide>
        <BellPanel />
      </Part>
      <Part place="outside" wide>
        <OutsidePanel />
      </Part>
      <Part place="offer">
        <OfferPanel />
      </Part>
      <ObjectionPanel />
      <Part place="visits" wide>
        <VisitPanel />
      </Part>
      <Part place="bookings">
        <BookingPanel />
      </Part>
      {!past && <Work deal={sheet.deal.id} />}
    </>
  );
}

/** What is of now alone: tasks, notes, files and the timeline. */
function Work({ deal }: { deal: string }) {
  return (
    <>
      <Part place="work">
        <TaskPanel />
      </Part>
      <div className={css.wide}>
        <NotePanel />
      </div>
      <div className={css.wide}>
        <FilesPanel subject={`deal:${deal}`} />
      </div>
      <Part place="timeline" wide>
        <TimelinePanel />
      </Part>
    </>
  );
}

/** A part of the page that something may lead to. */
function Part({ place, wide, children }: { place: Place; wide?: boolean; children: ReactNode }) {
  return (
    <div className={wide ? css.wide : css.part} id={placeId(place)} tabIndex={-1}>
      {children}
    </div>
  );
}
