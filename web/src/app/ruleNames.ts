// What the company's own rules are called: texts of the workspace, which everybody needs who sees flags.
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, data } from '@/api/client';
import { keys } from '@/api/keys';
import type { components } from '@/api/schema';
import { useMay } from '@/api/session';
import { addWritten } from '@/i18n';

type RuleText = components['schemas']['RuleText'];

const fresh = 60_000; // milliseconds

/** Keeps the texts of the company's own rules at hand, so that their flags are shown like others. */
export function useRuleNames(): void {
  const may = useMay();
  const { data: known } = useQuery({
    queryKey: keys.ruleNames,
    queryFn: ({ signal }) => data(api.GET('/api/rules/own', { signal })),
    staleTime: fresh,
    enabled: may('deal.read'),
  });
  useEffect(() => {
    if (known?.items.length) addWritten({ zh: textsOf(known.items, 'zh'), en: textsOf(known.items, 'en') });
  }, [known]);
}

/** The texts of rules in a language, by their keys; where it has none, those in the other language. */
export function textsOf(rules: RuleText[], lang: 'zh' | 'en'): Record<string, string> {
  const other = lang === 'zh' ? 'en' : 'zh';
  return Object.fromEntries(
    rules.flatMap(({ code, ...words }) =>
      (
        [
          ['title', 'name'],
          ['why', 'why'],
          ['do', 'do'],
        ] as const
      ).map(([key, of]) => [`rule.${code}.${key}`, words[of][lang] || words[of][other] || '']),
    ),
  );
}
