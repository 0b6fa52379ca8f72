import { useMemo } from 'react';
import { useDeal } from '../../context';
import { reportingLines } from './layout';
import type { Link } from './lines';

/** The lines of the map: who reports to whom, and who sways whom. */
export function useLinks(): Link[] {
  const { sheet } = useDeal();
  return useMemo(() => {
    const reports = reportingLines(sheet.influences).map(
      ([from, to]): Link => ({ id: `r-${from}-${to}`, from, to, kind: 'reports' }),
    );
    const present = new Set(sheet.influences.map((person) => person.id));
    const sways = sheet.edges
      .filter((edge) => present.has(edge.from_id) && present.has(edge.to_id))
      .map(({ from_id: from, to_id: to }): Link => ({ id: `s-${from}-${to}`, from, to, kind: 'sways' }));
    return [...reports, ...sways];
  }, [sheet.influences, sheet.edges]);
}
