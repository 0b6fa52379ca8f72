// What other screens use of the files.
export { FilesPanel } from './FilesPanel';
