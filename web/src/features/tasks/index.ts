// What other screens use of the tasks.
export { SubjectTasks } from './SubjectTasks';
