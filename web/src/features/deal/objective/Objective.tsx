import { lazy, Suspense, useState } from 'react';
import { useText } from '@/i18n';
import { exactMoney, useFormat } from '@/i18n/format';
import { Panel } from '@/ui/Panel';
import { Begin, State } from '@/ui/State';
import { useDeal } from '../context';
import type { Deal } from '../types';
import { ObjectiveHistory } from './ObjectiveHistory';
import css from './objective.module.css';
import { Position } from './Position';
import { cut, type Slot, slotParams } from './slots';
import { Temperature } from './Temperature';

// Menus of choices: the values stand there to read until they are loaded.
const PositionForm = lazy(() => import('./PositionForm'));
const ObjectiveForm = lazy(() => import('./ObjectiveForm'));

/** What we want to achieve, in one sentence, and where the deal stands at the customer. */
export function Objective() {
  const { t } = useText();
  const { sheet, may, past } = useDeal();
  const [editing, setEditing] = useState<Slot>();
  const { sso_when: when, sso_quantity: quantity, sso_what: what, sso_who: who, sso_revenue: revenue } = sheet.deal;
  const blank = !(when || quantity || what || who || revenue);
  const write = <Begin onClick={() => setEditing('when')}>{t('objective.none.act')}</Begin>;
  return (
    <Panel title={t('objective.title')}>
      {blank && !editing && (
        <div className={css.blank}>
          <State small title={t('objective.none')} act={may('edit') && write}>
            {t('objective.none.why')}
          </State>
        </div>
      )}
      <div className={css.row}>
        {editing ? (
          <Suspense fallback={<Sentence onEdit={undefined} />}>
            <ObjectiveForm first={editing} onClose={() => setEditing(undefined)} />
          </Suspense>
        ) : (
          <Sentence onEdit={may('edit') ? setEditing : undefined} />
        )}
        <Temperature />
      </div>
      {!past && <ObjectiveHistory />}
      {may('edit') ? (
        <Suspense fallback={<Position />}>
          <PositionForm />
        </Suspense>
      ) : (
        <Position />
      )}
    </Panel>
  );
}

// The day of the objective is free text; one that was chosen from a calendar is written like every other day.
const isDay = /^\d{4}-\d\d-\d\d$/;

function Sentence({ onEdit }: { onEdit: ((slot: Slot) => void) | undefined }) {
  const { t } = useText();
  const format = useFormat();
  const { deal } = useDeal().sheet;
  return (
    <p className={css.sentence}>
      {cut(t('objective.sentence', slotParams)).map((piece) => {
        if ('words' in piece) return <span key={piece.words}>{piece.words}</span>;
        const { slot } = piece;
        const value = slot === 'revenue' ? format.money(deal.sso_revenue) : deal[slotField(slot)];
        const name = t(`objective.slot.${slot}`);
        const title = slot === 'revenue' ? exactMoney(deal.sso_revenue) || name : name;
        const said = slot === 'when' && isDay.test(value ?? '') ? format.day(value) : value;
        const shown = said || t('objective.empty', { slot: name });
        if (!onEdit) {
          return (
            <span key={slot} className={value ? css.filled : css.missing} title={title}>
              {shown}
            </span>
          );
        }
        return (
          <button
            key={slot}
            type="button"
            className={value ? css.filled : css.missing}
            title={title}
            aria-label={t('objective.edit', { slot: name, value: said || t('value.unknown') })}
            onClick={() => onEdit(slot)}
          >
            {shown}
          </button>
        );
      })}
    </p>
  );
}

function slotField(slot: Exclude<Slot, 'revenue'>): 'sso_when' | 'sso_quantity' | 'sso_what' | 'sso_who' {
  return `sso_${slot}` satisfies keyof Deal;
}
