import { Button, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useMemo } from 'react';
import { useText } from '@/i18n';
import { Panel } from '@/ui/Panel';
import { State } from '@/ui/State';
import { usePhone } from '@/ui/usePhone';
import { useDeal } from '../context';
import { InfluenceMap } from '../parts';
import type { PeopleView, SheetSearch } from '../search';
import type { Role } from '../types';
import { AddPerson } from './AddPerson';
import { PeopleList } from './PeopleList';
import css from './people.module.css';
import { type Show, shows } from './show';
import { shown } from './shown';

const InfluenceDrawer = lazy(() => import('./InfluenceDrawer'));

interface InfluencesProps {
  search: SheetSearch;
  onSearch: (search: SheetSearch) => void;
}

/** Everybody who has a say, as a map or as a list; the form about one of them opens at the side. */
export function Influences({ search, onSearch }: InfluencesProps) {
  const { t } = useText();
  const { sheet, may } = useDeal();
  const phone = usePhone();
  const view: PeopleView = search.view ?? (phone ? 'list' : 'map');
  const open = (person: string) => onSearch({ ...search, person, role: undefined });
  const add = may('edit') ? (role?: Role) => onSearch({ ...search, person: 'new', role }) : undefined;
  const empty = sheet.influences.length === 0;
  const show = search.show ?? 'all';
  const people = useMemo(() => sheet.influences.filter((person) => shown(person, show, sheet)), [sheet, show]);
  return (
    <Panel
      flush
      title={t('people.title')}
      side={
        <>
          <SegmentedControl
            size="xs"
            aria-label={t('people.view')}
            value={view}
            onChange={(next) => onSearch({ ...search, view: next as PeopleView })}
            data={[
              { value: 'map', label: t('people.view.map') },
              { value: 'list', label: t('people.view.list') },
            ]}
          />
          {add && !empty && (
            <Button
              size="compact-md"
              variant="default"
              leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />}
              onClick={() => add()}
            >
              {t('people.add')}
            </Button>
          )}
        </>
      }
    >
      {empty && (
        <div className={css.blank}>
          <State small title={t('people.empty.title')} act={<AddPerson />}>
            {t('people.empty.why')}
          </State>
        </div>
      )}
      {!empty && <Filter show={show} onShow={(next) => onSearch({ ...search, show: next })} />}
      {!empty && people.length === 0 && <p className={css.nobody}>{t('people.show.nobody')}</p>}
      {(!empty || add) && view === 'list' && (
        <PeopleList people={people} onOpen={open} onAdd={show === 'all' ? add : undefined} />
      )}
      {(!empty || add) && view === 'map' && (
        <Suspense fallback={<div className={css.mapWaiting} />}>
          <InfluenceMap people={people} onOpen={open} onAdd={add} />
        </Suspense>
      )}
      {search.person && (
        <Suspense>
          <InfluenceDrawer
            key={search.person}
            id={search.person}
            role={search.role as Role | undefined}
            onClose={() => onSearch({ ...search, person: undefined, role: undefined })}
          />
        </Suspense>
      )}
    </Panel>
  );
}

/** Whom to show, with how many they are; who is not asked for stands back. */
function Filter({ show, onShow }: { show: Show; onShow: (show: Show | undefined) => void }) {
  const { t } = useText();
  const { sheet } = useDeal();
  return (
    <fieldset className={css.filter} aria-label={t('people.show')}>
      {shows.map((one) => {
        const many = sheet.influences.filter((person) => shown(person, one, sheet)).length;
        return (
          <button
            key={one}
            type="button"
            className={css.choice}
            aria-pressed={show === one}
            disabled={many === 0 && show !== one}
            onClick={() => onShow(one === 'all' ? undefined : one)}
          >
            {t(`people.show.${one}`)} <span className={css.many}>{many}</span>
          </button>
        );
      })}
    </fieldset>
  );
}
