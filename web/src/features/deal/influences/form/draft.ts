import type { Draft } from '@/ui/useDraft';
import type { Values } from '../values';

/** What every part of the form gets: the entries, and the values before them; none for a person who is being added. */
export interface PartProps {
  draft: PersonDraft;
  before: Values | undefined;
}

/** The form about a person with its entries. */
export type PersonDraft = Draft<Values, void>;
