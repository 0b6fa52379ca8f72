// What other screens use of the files.
export { AttachButton } from './AttachButton';
export { FileLine } from './FileLine';
export { FilesLater as FilesPanel } from './FilesLater';
export { NoteFiles, PickedFiles, useNoteFiles } from './NoteFiles';
export { useFiles } from './queries';
export { UploadItem } from './UploadItem';
export { usePicked } from './usePicked';
export { useUploads } from './useUploads';
