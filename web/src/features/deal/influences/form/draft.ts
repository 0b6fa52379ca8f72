import type { Draft } from '@/ui/useDraft';
import type { Values } from '../values';

/** The form about a person with its entries. */
export type PersonDraft = Draft<Values, void>;
