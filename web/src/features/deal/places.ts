// Where on the page of a deal a fact stands, and the way there.

/** The parts below the first view, in their order. */
export const lowerParts = [
  'see',
  'plan',
  'needs',
  'info',
  'rivals',
  'ours',
  'offer',
  'visits',
  'work',
  'timeline',
] as const;

/** A part of the page that something may lead to. */
export type Place =
  | (typeof lowerParts)[number]
  | 'objective'
  | 'people'
  | 'flags'
  | 'gate'
  | 'qualify'
  | 'project'
  | 'criteria'
  | 'customer'
  | 'outside'
  | 'bookings';

/** The id of the element where a part begins. */
export const placeId = (place: Place) => `part-${place}`;

const fields: Partial<Record<Place, string[]>> = {
  objective: [
    'competition',
    'urgency',
    'home',
    'buyer_stage',
    'procurement_mode',
    'temperature',
    'sso_slot',
    'sso_changed_at',
    'sso_when',
    'sso_quantity',
    'sso_what',
    'sso_who',
    'sso_revenue',
    'entry_timing',
  ],
  people: [
    'holders_eb',
    'holders_tb',
    'holders_ub',
    'valid_coaches',
    'coach_rank',
    'near',
    'receptive',
    'eb_changed_at',
    'roles_reviewed_at',
    'relations',
    'measured',
  ],
  gate: ['stage', 'stage_days', 'typical_days', 'override'],
  qualify: ['q1', 'q2', 'q3', 'q4', 'man_m', 'man_a', 'man_n', 'score20', 'veto'],
  needs: ['assumed_share', 'goal_needs'],
  criteria: ['criteria', 'unweighed', 'key_criteria', 'featured'],
  project: ['need_doc_at', 'budget_status', 'approval_status', 'cost_to_date', 'cost_budget'],
  info: ['informed'],
  rivals: ['rivals', 'position', 'counter_plan', 'first_seen_at', 'last_intel_at', 'price_cut'],
  customer: ['account_event'],
  outside: ['external_body', 'change_review_at'],
  ours: ['weakness', 'differences', 'strengths'],
  offer: ['issued_at', 'feedback_at', 'pages', 'summary', 'similarity'],
  visits: [
    'group_calls',
    'attendee',
    'coach_agreed',
    'last_seen',
    'vbr',
    'goal_min',
    'commitment',
    'trigger',
    'map_shared',
  ],
  bookings: ['booking', 'briefed', 'aimless_bookings', 'purpose', 'effect'],
  work: ['next_at'],
};

const places = new Map(
  Object.entries(fields).flatMap(([place, list]) => list.map((field) => [field, place as Place] as const)),
);

/** Where a fact of the deal stands; undefined for one that stands nowhere but in the rules. */
export const placeOf = (field: string): Place | undefined => places.get(field);

/** Where the parts of the health index come from. */
export const healthPlaces: Record<string, Place> = {
  SUP: 'people',
  COV: 'people',
  QUA: 'qualify',
  INF: 'info',
  CMP: 'objective',
  PRC: 'gate',
};

/** Where the components of the symptoms come from. */
export const symptomPlaces: Record<string, Place> = {
  a: 'people',
  b: 'people',
  c: 'needs',
  d: 'rivals',
  e: 'people',
  f: 'people',
  g: 'people',
  h: 'gate',
  i: 'objective',
  j: 'people',
  k: 'rivals',
  l: 'people',
  m: 'timeline',
  n: 'people',
};

/** Where the signs of a companion bid come from. */
export const signPlaces: Record<string, Place> = {
  no_coach: 'people',
  after_tender: 'objective',
  rival_ties: 'people',
  not_featured: 'criteria',
  attitude_unknown: 'info',
  quick_quote: 'project',
};

/** Where the conditions of a bid come from. */
export const bidPlaces: Record<string, Place> = {
  score: 'qualify',
  info: 'info',
  coach: 'people',
  budget: 'project',
  influence: 'criteria',
};

/** Where the strengths of a deal come from that rest on nobody. */
export const bellPlaces: Record<string, Place> = {
  'ST-05': 'criteria',
  'ST-06': 'bookings',
  'ST-07': 'objective',
  'ST-08': 'project',
  'ST-09': 'objective',
  'ST-10': 'bookings',
  'ST-11': 'ours',
  'ST-12': 'objective',
  'ST-13': 'people',
  'ST-14': 'customer',
};

/** Shows a part of the page, and reads on from there. */
export function goTo(place: Place): void {
  const part = document.getElementById(placeId(place));
  part?.scrollIntoView({ block: 'start' });
  part?.focus({ preventScroll: true });
}
