// Who comes from another page to a part of a deal's page is led there, once the part is there.
import { useEffect } from 'react';
import { goTo, type Place, placeId } from './places';

const step = 150;
const patience = 20;
const settling = 3;

/** Goes to a part of the page. Parts above it are loaded late, so it looks again until nothing moves. */
export function useArrival(place: Place | undefined): void {
  useEffect(() => {
    if (!place) return;
    let tries = 0;
    let still = 0;
    let top = Number.NaN;
    const timer = setInterval(() => {
      const part = document.getElementById(placeId(place));
      const now = part?.getBoundingClientRect().top ?? Number.NaN;
      still = now === top ? still + 1 : 0;
      if (part && still < settling) goTo(place);
      top = part?.getBoundingClientRect().top ?? Number.NaN;
      tries += 1;
      if (still >= settling || tries >= patience) clearInterval(timer);
    }, step);
    const stop = () => clearInterval(timer);
    for (const sign of signs) window.addEventListener(sign, stop, { once: true });
    return () => {
      stop();
      for (const sign of signs) window.removeEventListener(sign, stop);
    };
  }, [place]);
}

// Whoever moves by himself is left alone.
const signs = ['wheel', 'pointerdown', 'keydown', 'touchstart'] as const;
