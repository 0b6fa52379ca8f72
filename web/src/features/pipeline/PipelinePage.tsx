import { SegmentedControl, Select } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { BoardGroup } from '@/api/types';
import { FilterBar } from '@/features/deals/FilterBar';
import { asQuery, type BoardSearch, cleanBoardSearch, type Grouping, groupings } from '@/features/deals/search';
import { ViewMenu } from '@/features/deals/ViewMenu';
import { type Key, useText } from '@/i18n';
import { PageHead } from '@/ui/Panel';
import { Failure } from '@/ui/State';
import { usePhone } from '@/ui/usePhone';
import { Board } from './Board';
import css from './pipeline.module.css';
import { useBoard } from './useBoard';
import { Waiting } from './Waiting';

const NoDeals = lazy(() => import('@/features/deals/NoDeals'));

/** The board of open deals, grouped by stage, owner, grade or worst flag; grouping and filters stand in the address. */
export function PipelinePage() {
  const { t } = useText();
  const address = useSearch({ from: '/frame/pipeline' });
  const search = useMemo(() => cleanBoardSearch(address), [address]);
  const navigate = useNavigate({ from: '/pipeline' });
  const group: Grouping = search.group ?? 'stage';
  const query = useMemo(() => ({ ...asQuery(search), group }), [search, group]);
  const change = (next: BoardSearch) => void navigate({ search: cleanBoardSearch(next), replace: true });
  return (
    <div className={css.page}>
      <PageHead
        title={t('nav.pipeline')}
        beside={<ViewMenu screen="board" query={asText(search)} onOpen={(text) => change(fromText(text))} />}
      >
        <SegmentedControl
          size="xs"
          aria-label={t('board.group')}
          value={group}
          onChange={(value) => change({ ...search, group: value as Grouping })}
          data={groupings.map((name) => ({ value: name, label: t(`board.group.${name}`) }))}
        />
      </PageHead>
      <FilterBar
        filters={search}
        onChange={(next) => change({ ...search, ...next })}
        onClear={() => change({ group: search.group })}
      />
      <Content
        query={query}
        filtered={Object.values(asQuery(search)).some(Boolean)}
        onClear={() => change({ group: search.group })}
      />
    </div>
  );
}

interface ContentProps {
  query: ReturnType<typeof asQuery> & { group: Grouping };
  filtered: boolean;
  onClear: () => void;
}

function Content({ query, filtered, onClear }: ContentProps) {
  const { t } = useText();
  const phone = usePhone();
  const board = useBoard(query);
  const name = useGroupName(query.group);
  const [shown, setShown] = useState<string>();
  if (board.error && !board.data) return <Failure error={board.error} retry={() => void board.refetch()} />;
  if (!board.data) return <Waiting />;
  const groups = board.data.groups;
  if (groups.every((group) => group.count === 0)) {
    return (
      <Suspense>
        <NoDeals filtered={filtered} onClear={onClear} />
      </Suspense>
    );
  }
  if (!phone) return <Board query={query} groups={groups} shown={groups} name={name} />;
  const one = groups.find((group) => group.key === shown) ?? groups.find((group) => group.count > 0);
  return (
    <>
      <Select
        className={css.chooser}
        aria-label={t('board.column')}
        allowDeselect={false}
        data={groups.map((group) => ({ value: group.key, label: `${name(group)}  ${group.count}` }))}
        value={one?.key ?? null}
        onChange={(key) => setShown(key ?? undefined)}
      />
      <Board query={query} groups={groups} shown={one ? [one] : []} name={name} />
    </>
  );
}

const none: Record<Grouping, Key> = {
  stage: 'board.no_stage',
  owner: 'deal.no_owner',
  grade: 'board.no_grade',
  worst: 'board.no_flags',
};

function useGroupName(grouping: Grouping): (group: Pick<BoardGroup, 'key' | 'label'>) => string {
  const { t, label } = useText();
  return ({ key, label: given }) => {
    if (given) return given;
    if (key === 'none') return t(none[grouping]);
    if (grouping === 'stage') return `${key} ${label('stage', key)}`;
    return grouping === 'worst' ? label('severity', key) : key;
  };
}

function asText(search: BoardSearch): string {
  const given = Object.entries(search).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return new URLSearchParams(given.sort()).toString();
}

function fromText(query: string): BoardSearch {
  return cleanBoardSearch(Object.fromEntries(new URLSearchParams(query)));
}
