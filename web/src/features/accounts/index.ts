// What other screens use of the accounts: links, facts edited in place, notes, the timeline, exports.
export { usePersonName } from './columns';
export { ExportMenu } from './ExportMenu';
export { FactList } from './facts/FactList';
export type { EditFact, Patch } from './facts/fact';
export { AccountLink, ContactLink, contactPath } from './links';
export { createContact, saveContact, useChart } from './queries';
export { levelRanks } from './types';
export { NotesLater as NotesPanel } from './work/NotesLater';
export { default as TimelinePanel } from './work/TimelinePanel';
