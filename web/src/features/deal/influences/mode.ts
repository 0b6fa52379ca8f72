// The feedback mode that follows from how a person sees his gap; the server computes it the same way.
import type { Mode } from '../types';

/** The mode of expectation, reality and the normal level of reality, each 0 to 10; undefined while one is unknown. */
export function computedMode(
  expectation: number | undefined,
  reality: number | undefined,
  baseline: number | undefined,
): Mode | undefined {
  if (expectation === undefined || reality === undefined || baseline === undefined) return undefined;
  const gap = expectation - reality;
  if (gap <= -2) return 'OC';
  if (gap <= 1) return 'EK';
  return reality <= baseline - 2 ? 'T' : 'G';
}
