import { keepPreviousData, type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Identified } from './column';

/** One page of a list as the server gives it. */
export interface Page<Row> {
  items: Row[];
  next_cursor?: string;
  total: number;
  total_capped?: boolean;
}

/** A list that is fetched page by page while it is scrolled. */
export interface Rows<Row> {
  rows: Row[];
  total: number | undefined;
  capped: boolean;
  pending: boolean;
  /** Earlier rows are shown while others are fetched. */
  dimmed: boolean;
  error: unknown;
  retry: () => void;
  more: (() => void) | undefined;
}

/** Reads a list; `fetchPage` gets the cursor of the page and a signal that ends it. */
export function useRows<Row extends Identified>(
  queryKey: QueryKey,
  fetchPage: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Row>>,
): Rows<Row> {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const rows = useMemo(() => unique(data?.pages.flatMap((page) => page.items) ?? []), [data]);
  const first = data?.pages[0];
  return {
    rows,
    total: first?.total,
    capped: first?.total_capped ?? false,
    pending: query.isPending,
    dimmed: query.isPlaceholderData,
    error: query.isPending || !data ? query.error : null,
    retry: () => void query.refetch(),
    more: hasNextPage && !isFetchingNextPage ? () => void fetchNextPage() : undefined,
  };
}

function unique<Row extends Identified>(rows: Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}
