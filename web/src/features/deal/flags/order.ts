// The order in which flags are listed, and what answers one.
import type { Label } from '@/i18n';
import type { Flag, Task } from '../types';

const ranks = ['critical', 'high', 'medium', 'low'];
/** The flags, the worst first; among equals the newest first. */
export function worstFirst(flags: Flag[]): Flag[] {
  return flags.toSorted(
    (a, b) => ranks.indexOf(a.severity) - ranks.indexOf(b.severity) || b.opened_at.localeCompare(a.opened_at),
  );
}

/** The open task that answers a flag, if somebody has planned one. */
export function answerTo(flag: Flag, tasks: Task[]): Task | undefined {
  return tasks.find(
    (task) => !task.done_at && task.rule === flag.rule && (task.flag_subject ?? '') === (flag.subject ?? ''),
  );
}

/** What a flag is about, in words: a milestone by its name, all else as the server calls it. */
export function aboutOf(flag: Flag, label: Label): string | undefined {
  const name = flag.subject_name;
  return name && /^D\d$/.test(name) ? label('stage', name) : name;
}
