import { useSyncExternalStore } from 'react';

const narrow = '(max-width: 47.99em)';

function follow(call: () => void): () => void {
  const query = matchMedia(narrow);
  query.addEventListener('change', call);
  return () => query.removeEventListener('change', call);
}

/** Tells whether the page is as narrow as a phone. */
export function usePhone(): boolean {
  return useSyncExternalStore(follow, () => matchMedia(narrow).matches);
}
