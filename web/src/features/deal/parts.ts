// The parts of a deal's page that are loaded beside it.
export const parts = {
  next: () => import('./next/NextPanel'),
  card: () => import('./qualification/QualificationCard'),
  lower: () => import('./LowerPanels'),
};

export const map = () => import('./influences/map/InfluenceMap');

/** Fetches the code of all parts, of the map where it is shown; what fails is asked for again in its place. */
export function fetchParts(withMap: boolean): void {
  for (const part of [...Object.values(parts), ...(withMap ? [map] : [])]) part().catch(() => undefined);
}
