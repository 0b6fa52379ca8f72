import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { useText } from '@/i18n';
import { exactMoney, type Money, useFormat } from '@/i18n/format';
import { Failure } from '@/ui/State';
import { useDeal } from '../context';
import { useObjective } from '../queries';
import type { ObjectiveStep } from '../types';
import css from './objective.module.css';

const isDay = /^\d{4}-\d\d-\d\d$/;

/** What the five slots of the objective said before, who changed them and when; read once somebody asks. */
export function ObjectiveHistory() {
  const { t } = useText();
  const { sheet } = useDeal();
  const [open, setOpen] = useState(false);
  const list = useObjective(sheet.deal.id, open);
  const steps = list.data?.items ?? [];
  return (
    <div className={css.history}>
      <Button size="compact-sm" variant="subtle" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(open ? 'objective.history.hide' : 'objective.history')}
      </Button>
      {open && list.isPending && <Skeleton height={60} />}
      {open && list.isError && <Failure error={list.error} retry={() => void list.refetch()} />}
      {open && list.data && steps.length === 0 && <p className={css.note}>{t('objective.history.none')}</p>}
      {open && steps.length > 0 && (
        <ol className={css.changes} aria-label={t('objective.history.list')}>
          {steps.map((step) => (
            <Step key={step.id} step={step} />
          ))}
        </ol>
      )}
    </div>
  );
}

function Step({ step }: { step: ObjectiveStep }) {
  const { t } = useText();
  const format = useFormat();
  const said = (value: unknown) => {
    if (typeof value === 'string') return isDay.test(value) ? format.day(value) : value;
    return value ? exactMoney(value as Money) : '';
  };
  return (
    <li>
      <p className={css.note}>
        <span data-own>{step.actor_name ?? t('timeline.system')}</span> ·{' '}
        <time dateTime={step.at}>{format.moment(step.at)}</time>
      </p>
      <ul className={css.turns}>
        {step.slots.map(({ field, before, after }) => (
          <li key={field}>
            <span className={css.slot}>{t(`objective.slot.${slotOf(field)}`)}</span>
            {said(before) && (
              <>
                <del data-own>{said(before)}</del> →{' '}
              </>
            )}
            {said(after) ? <ins data-own>{said(after)}</ins> : <em>{t('objective.history.emptied')}</em>}
          </li>
        ))}
      </ul>
    </li>
  );
}

type SlotName = 'when' | 'quantity' | 'what' | 'who' | 'revenue';

function slotOf(field: string | undefined): SlotName {
  return (field ?? '').replace('sso_', '') as SlotName;
}
