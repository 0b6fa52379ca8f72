// The address of the red flags: whose they are, how they are shown, and the filters.

const tabs = ['team', 'rules'] as const;
const severities = ['critical', 'high', 'medium', 'low'] as const;
const statuses = ['open', 'mitigating', 'accepted'] as const;

/** The part of the address after the question mark; without a tab the flags are one's own. */
export interface FlagSearch {
  tab?: (typeof tabs)[number];
  owner?: string;
  rule?: string;
  severity?: (typeof severities)[number];
  status?: (typeof statuses)[number];
  sort?: string;
}

/** Takes what the screen knows out of an address and drops the rest. */
export function cleanFlagSearch(search: Record<string, unknown>): FlagSearch {
  const one = <T extends string>(known: readonly T[], value: unknown) => known.find((name) => name === value);
  const tab = one(tabs, search.tab);
  const severity = one(severities, search.severity);
  const status = one(statuses, search.status);
  const { owner, rule, sort } = search;
  return {
    ...(tab && { tab }),
    ...(typeof owner === 'string' && /^\d+$/.test(owner) && { owner }),
    ...(typeof rule === 'string' && /^RF-\d\d$/.test(rule) && { rule }),
    ...(severity && { severity }),
    ...(status && { status }),
    ...(typeof sort === 'string' && /^-?(worst|opened_at)$/.test(sort) && { sort }),
  };
}
