import { useEffect, useState } from 'react';

const pause = 200;

/** Follows a value once it rests, so that not every key press asks the server. */
export function useDelayed<T>(value: T, after = pause): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), after);
    return () => clearTimeout(timer);
  }, [value, after]);
  return rested;
}
