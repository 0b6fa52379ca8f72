// What the parts of numbers share: rows, bars, and the ways to the facts.
import { Link } from '@tanstack/react-router';
import { createContext, type ReactNode, useContext } from 'react';
import { useText } from '@/i18n';
import { percent } from '@/i18n/format';
import { useDeal } from '../context';
import type { Place } from '../places';
import type { Share } from '../types';
import { useWords } from '../words';
import css from './said.module.css';
import { tenth } from './signed';

const Way = createContext<(place: Place) => void>(() => undefined);

/** Gives the parts below the way to a place on the page. */
export const Lead = Way.Provider;

/** Leads to where a fact stands. */
export function To({ place, name }: { place: Place | undefined; name: string }) {
  const { t } = useText();
  const go = useContext(Way);
  if (!place) return <>{name}</>;
  return (
    <button type="button" className={css.way} title={t('said.go')} onClick={() => go(place)}>
      {name}
    </button>
  );
}

/** A person of the deal; a tap opens the form about him. */
export function Person({ id }: { id: string }) {
  const { sheet } = useDeal();
  const name = useWords().name(id);
  if (!name) return null;
  return (
    <Link to="/deals/$id" params={{ id: sheet.deal.id }} search={{ person: id }} resetScroll={false} data-own>
      {name}
    </Link>
  );
}

/** Leads to the parts of another number. */
export function PartLink({ part, children }: { part: string; children: ReactNode }) {
  const { sheet } = useDeal();
  return (
    <Link to="/deals/$id" params={{ id: sheet.deal.id }} search={{ part }} resetScroll={false}>
      {children}
    </Link>
  );
}

/** One part: what it is, what is known, and what it counts. */
export function Row({ name, note, value }: { name: ReactNode; note?: ReactNode; value: ReactNode }) {
  return (
    <li className={css.row}>
      <span className={css.what}>{name}</span>
      {note !== undefined && <span className={css.note}>{note}</span>}
      <span className={css.points}>{value}</span>
    </li>
  );
}

/** Parts under a heading. */
export function Group({ title, sum, children }: { title: string; sum?: ReactNode; children: ReactNode }) {
  return (
    <section className={css.group}>
      <h3>
        {title}
        {sum !== undefined && <span className={css.sum}>{sum}</span>}
      </h3>
      <ul className={css.rows}>{children}</ul>
    </section>
  );
}

/** Whether something is met, in a word. */
export function Met({ met }: { met: boolean }) {
  const { t } = useText();
  return (
    <span className={css.met} data-met={met}>
      {t(met ? 'said.met' : 'said.unmet')}
    </span>
  );
}

/** A part of a weighted sum: its share of the whole, how much of it is there, the points. */
export function ShareRow({ share, name }: { share: Share; name: ReactNode }) {
  const { t } = useText();
  return (
    <Row
      name={name}
      note={t('said.share', { value: percent(share.value), weight: percent(share.weight) })}
      value={tenth(share.points)}
    />
  );
}

/** Stands where parts are that only the owner and the heads above him open. */
export function Withheld() {
  const { t } = useText();
  return <p className={css.none}>{t('said.withheld')}</p>;
}
