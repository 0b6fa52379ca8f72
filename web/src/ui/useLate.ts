import { useEffect, useState } from 'react';

const moment = 300;

/** Becomes true after a moment; a skeleton shown at once would only flicker. */
export function useLate(): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), moment);
    return () => clearTimeout(timer);
  }, []);
  return late;
}
