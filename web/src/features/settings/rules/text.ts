import { useText } from '@/i18n';

/** The texts of a rule of the method, by the sort that its id tells. */
export function useRuleText() {
  const { label } = useText();
  const family = (id: string) => (id.startsWith('ST') ? 'strength' : id.startsWith('NG') ? 'bargain' : 'rule');
  return {
    title: (id: string) => label(family(id), `${id}.title`).replace(`${id}.title`, ''),
    why: (id: string) => label(family(id), `${id}.${family(id) === 'strength' ? 'use' : 'why'}`),
    level: (id: string, code: string) => label(family(id) === 'bargain' ? 'bargain_level' : 'severity', code),
  };
}
