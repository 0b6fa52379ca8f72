// The words of a deal page: what the server sends about one deal, named once for every part of the page.
export type {
  Answer,
  Competitor,
  Criterion,
  Deal,
  DealPatch,
  Evidence,
  Fact,
  Flag,
  Gate,
  Health,
  Influence,
  InfluencePatch,
  Item,
  Level,
  Member,
  Mode,
  Move,
  NewInfluence,
  Note,
  Observation,
  Observe,
  Origin,
  Result,
  Role,
  Score,
  Sheet,
  Task,
  TimelineChange,
  TimelineEvent,
} from './draft';

/** The buying roles in their order. */
export const roles = ['EB', 'TB', 'UB', 'CO', 'PB'] as const;

/** The levels of influence from the highest. */
export const levels = ['H', 'M', 'L'] as const;

/** The feedback modes in their order. */
export const modes = ['G', 'T', 'EK', 'OC'] as const;

/** How near we are to a person, from none to alliance. */
export const contacts = [0, 1, 2, 3, 4] as const;

/** How we know an observed value. */
export const origins = ['own_eyes', 'coach', 'guess', 'document'] as const;

/** The items of the risk score. */
export const items = ['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R9', 'R10'] as const;

/** The selling stages in their order. */
export const stages = ['S1', 'S2', 'S3', 'S4', 'S5', 'S6'] as const;

/** The lawful personal motives to pick from. */
export const wins = [
  'recognition',
  'advancement',
  'contribution',
  'problem_solver',
  'achievements',
  'seen_as_leader',
  'skills',
  'safety',
  'convenience',
  'more_function',
  'control',
  'power_symbol',
  'instrument_of_change',
  'status',
  'self_value',
  'spirit',
  'freedom',
  'leisure',
  'family_time',
  'way_of_life',
] as const;

/** What a colleague does on the team of a deal. */
export const memberRoles = ['presales', 'bid', 'finance', 'delivery', 'rep'] as const;
