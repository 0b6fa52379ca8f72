import { useEffect, useRef } from 'react';
import { sayRefused } from '@/ui/toast';
import { arrange } from '../../acts';
import { useDeal } from '../../context';
import type { Place } from './layout';

const restFor = 800;

/** Keeps where cards were put, by hand or by the arrow keys, once the hand rests. */
export function useArrange() {
  const { sheet } = useDeal();
  const id = sheet.deal.id;
  const places = useRef(new Map<string, Place>());
  const waiting = useRef(new Map<string, Place>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const send = useRef(() => {});
  send.current = () => {
    clearTimeout(timer.current);
    if (waiting.current.size === 0) return;
    const positions = Object.fromEntries(waiting.current);
    waiting.current.clear();
    arrange(id, positions).catch(sayRefused);
  };
  useEffect(() => () => send.current(), []);
  const moved = (card: string, { x, y }: Place) => {
    const place = { x: Math.round(x), y: Math.round(y) };
    places.current.set(card, place);
    waiting.current.set(card, place);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => send.current(), restFor);
  };
  return { places, moved };
}
