// What the form about a template holds, and what of it is sent.
import type { OwnContent, Wording } from './queries';

/** A text in both languages, as it is typed. */
export interface Words {
  zh: string;
  en: string;
}

/** An exit criterion in the form. */
export interface ExitDraft extends Words {
  skipped: boolean;
}

/** A gate in the form. */
export interface GateDraft {
  entry: Words;
  days: number | undefined;
  open: boolean;
  criteria: Record<string, ExitDraft>;
}

/** The entries of the form; what is not there is as the method has it. */
export interface Draft {
  name: Words;
  steps: Record<string, Words>;
  gates: Record<string, GateDraft>;
}

const words = (text: Wording | undefined): Words => ({ zh: text?.zh ?? '', en: text?.en ?? '' });

/** A gate that nobody changed. */
export const plainGate: GateDraft = { entry: words(undefined), days: undefined, open: false, criteria: {} };

/** A criterion that nobody changed. */
export const plainExit: ExitDraft = { ...words(undefined), skipped: false };

/** The entries for a version of a template. */
export function draftOf({ name, steps, gates }: OwnContent): Draft {
  return {
    name: words(name),
    steps: Object.fromEntries(steps.map((step) => [step.code, words(step.name)])),
    gates: Object.fromEntries(
      gates.map((gate) => [
        gate.stage,
        {
          entry: words(gate.entry),
          days: gate.typical_days,
          open: gate.open ?? false,
          criteria: Object.fromEntries(
            gate.criteria.map(({ code, text, skipped }) => [code, { ...words(text), skipped: skipped ?? false }]),
          ),
        },
      ]),
    ),
  };
}

/** What is sent: the server leaves out what says nothing. */
export function contentOf(draft: Draft, { base, retired }: Pick<OwnContent, 'base' | 'retired'>): OwnContent {
  return {
    base,
    ...(retired && { retired }),
    name: draft.name,
    steps: Object.entries(draft.steps).map(([code, name]) => ({ code, name })),
    gates: Object.entries(draft.gates).map(([stage, { entry, days, open, criteria }]) => ({
      stage: stage as OwnContent['gates'][number]['stage'],
      entry,
      ...(days && { typical_days: days }),
      open,
      criteria: Object.entries(criteria).map(([code, { skipped, ...text }]) => ({
        code: code as OwnContent['gates'][number]['criteria'][number]['code'],
        text,
        skipped,
      })),
    })),
  };
}
