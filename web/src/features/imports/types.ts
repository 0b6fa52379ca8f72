// The words of imports as the server sends them, named once.
export type {
  Import,
  ImportColumn as Column,
  ImportDetection as Detection,
  ImportField as Field,
  ImportHeader as Header,
  ImportPlan as Plan,
  ImportReport as Report,
  ImportRow as Row,
  Kind,
  State,
  Verdict,
} from './draft';

import type { Kind, Verdict } from './draft';

/** The kinds of rows, in the order in which a company is imported. */
export const kinds: Kind[] = ['accounts', 'contacts', 'deals', 'products', 'users'];

/** The verdicts in the order in which they are counted. */
export const verdicts: Verdict[] = ['stored', 'updated', 'same', 'skipped', 'refused'];
