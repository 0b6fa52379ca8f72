import { ActionIcon, Button } from '@mantine/core';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { Chip } from '@/ui/Bits';
import { Panel } from '@/ui/Panel';
import { Begin, State } from '@/ui/State';
import { Names } from '../around/parts';
import { useDeal } from '../context';
import type { Competitor } from '../types';
import { RivalNews } from './RivalNews';
import css from './rivals.module.css';

const RivalDialog = lazy(() => import('./RivalDialog'));

const tones = { leading: 'late', behind: 'good' } as const;

/** Who else wants this deal, how he stands, and what we do about it. */
export function RivalPanel() {
  const { t } = useText();
  const { sheet, may } = useDeal();
  const [open, setOpen] = useState<Competitor | 'new'>();
  return (
    <Panel
      title={t('rival.title')}
      side={
        may('edit') &&
        sheet.competitors.length > 0 && (
          <Button
            size="compact-md"
            variant="default"
            leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />}
            onClick={() => setOpen('new')}
          >
            {t('rival.add')}
          </Button>
        )
      }
    >
      {sheet.competitors.length === 0 && (
        <State
          small
          title={t('rival.none')}
          act={may('edit') && <Begin onClick={() => setOpen('new')}>{t('rival.add')}</Begin>}
        >
          {t('rival.none.why')}
        </State>
      )}
      <ul className={css.list}>
        {sheet.competitors.map((rival) => (
          <Rival key={rival.id} rival={rival} onEdit={may('edit') ? () => setOpen(rival) : undefined} />
        ))}
      </ul>
      <Suspense>
        {open && <RivalDialog rival={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
      </Suspense>
    </Panel>
  );
}

function Rival({ rival, onEdit }: { rival: Competitor; onEdit: (() => void) | undefined }) {
  const { t, label } = useText();
  const format = useFormat();
  const tone = tones[rival.position as keyof typeof tones];
  return (
    <li className={css.rival}>
      <span className={css.head}>
        <strong>{rival.name}</strong>
        {rival.position && <Chip tone={tone}>{label('rival_position', rival.position)}</Chip>}
        {rival.incumbent && <Chip>{t('field.incumbent')}</Chip>}
        {onEdit && (
          <ActionIcon
            className={css.edit}
            variant="subtle"
            color="gray"
            size={28}
            aria-label={t('rival.edit', { name: rival.name })}
            title={t('rival.edit', { name: rival.name })}
            onClick={onEdit}
          >
            <IconPencil size={16} stroke={1.6} />
          </ActionIcon>
        )}
      </span>
      <span className={rival.counter_plan ? css.plan : css.lack}>{rival.counter_plan || t('rival.no_plan')}</span>
      <Names of={rival.backers?.map((one) => one.person_id)} before={t('rival.backed_by')} />
      {rival.points?.map((point) => (
        <span key={`${point.side}${point.text}`} className={css.point}>
          <Chip tone={point.side === 'strength' ? 'late' : 'good'}>{label('point_side', point.side)}</Chip>
          {point.text}
          <Names of={point.affects ?? undefined} before="→" />
        </span>
      ))}
      {rival.last_intel_on && (
        <span className={css.small}>{t('rival.intel', { day: format.day(rival.last_intel_on) })}</span>
      )}
      <RivalNews rival={rival} />
    </li>
  );
}
