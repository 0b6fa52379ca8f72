// Sets a page so small that all of it fits on its paper.
import { type RefObject, useLayoutEffect, useState } from 'react';

const largest = 1.2;
const smallest = 0.55;
const step = 0.025;

/** Tries sizes from the largest down until nothing of the page stands over; true once it does not. */
export function useFit(page: RefObject<HTMLElement | null>, ready: boolean): boolean {
  const [fitted, setFitted] = useState(false);
  useLayoutEffect(() => {
    const paper = page.current;
    if (!paper || !ready) return;
    let live = true;
    const settle = () => {
      for (let size = largest; size >= smallest; size -= step) {
        paper.style.setProperty('--fit', String(size));
        if (!over(paper)) break;
      }
    };
    settle();
    void document.fonts.ready.then(() => {
      if (!live) return;
      settle();
      setFitted(true);
    });
    return () => {
      live = false;
    };
  }, [page, ready]);
  return fitted;
}

/** Whether something stands over the page, or over a part of it that has its place. */
function over(paper: HTMLElement): boolean {
  const parts = [paper, ...paper.querySelectorAll<HTMLElement>('[data-paper] > div, [data-paper] > div > div')];
  return parts.some((part) => part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1);
}
