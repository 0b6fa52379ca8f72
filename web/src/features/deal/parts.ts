// The parts of a deal's page that are loaded beside it.
import { part } from '@/ui/part';

export const NextPanel = part(() => import('./next/NextPanel'));
export const QualificationCard = part(() => import('./qualification/QualificationCard'));
export const LowerPanels = part(() => import('./LowerPanels'));
export const InfluenceMap = part(() => import('./influences/map/InfluenceMap'));

/** Fetches the code of all parts, of the map where it is shown; what fails is asked for again in its place. */
export function fetchParts(withMap: boolean): void {
  const all = [NextPanel, QualificationCard, LowerPanels, ...(withMap ? [InfluenceMap] : [])];
  for (const { fetch } of all) fetch().catch(() => undefined);
}
