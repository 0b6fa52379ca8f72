// The flat panel that holds a part of a page, and the facts in a row.
import type { ReactNode } from 'react';
import { useId } from 'react';
import css from './panel.module.css';

interface PanelProps {
  title?: ReactNode;
  side?: ReactNode;
  flush?: boolean;
  children: ReactNode;
}

/** A surface with a heading; `side` stands at the right of the heading, `flush` drops the inner space. */
export function Panel({ title, side, flush, children }: PanelProps) {
  const id = useId();
  return (
    <section className={css.panel} aria-labelledby={title ? id : undefined}>
      {title && (
        <header className={css.head}>
          <h2 id={id}>{title}</h2>
          {side}
        </header>
      )}
      <div className={flush ? undefined : css.body}>{children}</div>
    </section>
  );
}

/** One fact: what it is and its value. */
export interface Fact {
  name: string;
  value: ReactNode;
}

/** Facts in a row that wraps: small name above, value below. */
export function Facts({ list }: { list: Fact[] }) {
  return (
    <dl className={css.facts}>
      {list.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The head of a page: its name, what stands beside the name, and the acts at the right. */
export function PageHead({ title, beside, children }: { title: ReactNode; beside?: ReactNode; children?: ReactNode }) {
  return (
    <header className={css.pageHead}>
      <div className={css.lead} data-beside={Boolean(beside)}>
        <h1>{title}</h1>
        {beside}
      </div>
      <div className={css.acts}>{children}</div>
    </header>
  );
}
