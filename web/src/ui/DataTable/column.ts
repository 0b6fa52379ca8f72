import type { ReactNode } from 'react';

/** One column of a DataTable. */
export interface Column<Row> {
  /** Stable name; the choice of columns is remembered under it. */
  id: string;
  title: string;
  /** Least width in pixels; the column takes its share of spare room when `grow` is given. */
  width: number;
  grow?: number;
  align?: 'end';
  /** The server's name for sorting by this column; absent when it cannot sort. */
  sort?: string;
  /** A column that always stands. */
  fixed?: boolean;
  /** Hidden until somebody chooses it. */
  off?: boolean;
  cell: (row: Row) => ReactNode;
}

/** What every row of a list has. */
export interface Identified {
  id: string;
}

// Space between columns and at both sides of a row, and the column of boxes, as in table.module.css.
const gap = 12;
const boxes = 36;

/** The grid template of the columns shown, with a narrow first track for the boxes when rows can be selected. */
export function tracks<Row>(columns: Column<Row>[], selectable: boolean): string {
  const list = columns.map(({ width, grow }) => (grow ? `minmax(${width}px, ${grow}fr)` : `${width}px`));
  return (selectable ? [`${boxes}px`, ...list] : list).join(' ');
}

/** The least width of the table in pixels; narrower, it scrolls to the side. */
export function leastWidth<Row>(columns: Column<Row>[], selectable: boolean): number {
  const widths = columns.map(({ width }) => width + gap);
  return widths.reduce((sum, width) => sum + width, selectable ? boxes + gap : 0) + gap;
}

/** The sort order after a press on a column: ascending, then descending, then ascending again. */
export function nextSort(current: string | undefined, column: string): string {
  return current === column ? `-${column}` : column;
}

/** The value of aria-sort for a column. */
export function ariaSort(current: string | undefined, column: string | undefined): 'ascending' | 'descending' | 'none' {
  if (!column || !current) return 'none';
  if (current === column) return 'ascending';
  return current === `-${column}` ? 'descending' : 'none';
}
