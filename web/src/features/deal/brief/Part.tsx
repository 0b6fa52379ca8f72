import { Link } from '@tanstack/react-router';
import { createContext, type ReactNode, useContext, useId } from 'react';
import { useText } from '@/i18n';
import { useDeal } from '../context';
import type { Place } from '../places';
import css from './brief.module.css';

/** How many rows of a part a paper has room for. */
export const Room = createContext<Record<string, number>>({});

interface PartProps {
  title: ReactNode;
  side?: ReactNode;
  /** Where on the deal's page the part is edited. */
  place?: Place;
  wide?: boolean;
  children: ReactNode;
}

/** One part of the page; on the screen its heading leads to where it is edited. */
export function Part({ title, side, place, wide, children }: PartProps) {
  const { t } = useText();
  const id = useId();
  const { deal } = useDeal().sheet;
  const paper = 'people' in useContext(Room);
  return (
    <section className={css.part} data-wide={wide} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {side && <span className={css.side}>{side}</span>}
        {!paper && place && (
          <Link to="/deals/$id" params={{ id: deal.id }} search={{ at: place }} className={css.way}>
            {t('brief.go')}
          </Link>
        )}
      </header>
      {children}
    </section>
  );
}

/** The first rows of a list that there is room for, and how many more there are. */
export function useRoom<T>(part: string, list: T[]): { shown: T[]; more: ReactNode } {
  const { t } = useText();
  const room = useContext(Room)[part] ?? list.length;
  const more = list.length - room;
  return {
    shown: list.slice(0, room),
    more: more > 0 && <p className={css.more}>{t('brief.more', { n: more })}</p>,
  };
}
