import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowsMaximize, IconArrowsMinimize, IconPhoto } from '@tabler/icons-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { useDeal } from '../../context';
import css from './map.module.css';
import { daysOf, useDay, useWhen } from './when';

const MapPicture = lazy(() => import('./picture/MapPicture'));

/** What one does with the map besides moving cards: another day, the whole screen, a picture. */
export function Tools({ full, onFull }: { full: boolean; onFull: (full: boolean) => void }) {
  const { t } = useText();
  const words = full ? t('people.full.leave') : t('people.full');
  return (
    <div className={css.tools}>
      <Days />
      <span className={css.right}>
        <Picture />
        <ActionIcon variant="subtle" color="gray" aria-label={words} title={words} onClick={() => onFull(!full)}>
          {full ? <IconArrowsMinimize size={16} stroke={1.8} /> : <IconArrowsMaximize size={16} stroke={1.8} />}
        </ActionIcon>
      </span>
    </div>
  );
}

/** The slider through the days on which somebody's support was seen; the last stop is today. */
function Days() {
  const { t } = useText();
  const format = useFormat();
  const { sheet } = useDeal();
  const when = useWhen();
  const day = useDay();
  const days = useMemo(() => daysOf(sheet.influences), [sheet.influences]);
  if (days.length < 2) return null;
  const said = day ? t('people.when.then', { day: format.day(day) }) : t('people.when.today');
  return (
    <label className={css.days}>
      <input
        type="range"
        min={0}
        max={days.length}
        value={day ? days.indexOf(day) : days.length}
        aria-label={t('people.when')}
        aria-valuetext={said}
        onChange={(event) => when.set(days[Number(event.currentTarget.value)])}
      />
      <span className={css.said} data-then={Boolean(day)}>
        {said}
      </span>
    </label>
  );
}

/** The map as a picture, to be kept or printed. */
function Picture() {
  const { t } = useText();
  const format = useFormat();
  const { sheet, today } = useDeal();
  const day = useDay() ?? today;
  const [use, setUse] = useState<'keep' | 'print'>();
  const title = t('people.picture.title', { deal: sheet.deal.name, day: format.day(day) });
  return (
    <>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('people.picture')} title={t('people.picture')}>
            <IconPhoto size={16} stroke={1.8} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setUse('keep')}>{t('people.picture.png')}</Menu.Item>
          <Menu.Item onClick={() => setUse('print')}>{t('people.picture.print')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {use && (
        <Suspense>
          <MapPicture use={use} title={title} onDone={() => setUse(undefined)} />
        </Suspense>
      )}
    </>
  );
}
