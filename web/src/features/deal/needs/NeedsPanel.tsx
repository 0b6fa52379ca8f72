import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { Chip } from '@/ui/Bits';
import { Panel } from '@/ui/Panel';
import { Begin, State } from '@/ui/State';
import { useDeal } from '../context';
import { AddRow } from '../entries/AddRow';
import { addNeed, editNeed, type Need } from '../entries/acts';
import css from '../entries/entries.module.css';
import { Taps } from '../entries/Taps';
import { useWho } from '../entries/useWho';

const NeedForm = lazy(() => import('./NeedForm'));

/** The layers from the goal to the purchase indicator. */
export const layers = [1, 2, 3, 4, 5] as const;

const limit = 1000;

/** What the customer needs, layer by layer: the need behind the need stands on top. */
export function NeedsPanel() {
  const { t, label } = useText();
  const { sheet, may, run } = useDeal();
  const { needs, deal } = sheet;
  return (
    <Panel title={t('need.title')} side={<InWriting />}>
      {needs.length === 0 && (
        <State small title={t('need.none')} act={may('edit') && <Begin />}>
          {t('need.none.why')}
        </State>
      )}
      {layers.map((layer) => {
        const name = label('need_layer', String(layer));
        const place = Math.max(0, ...needs.filter((need) => need.layer === layer).map((need) => need.place ?? 0)) + 1;
        return (
          <section key={layer} aria-label={name}>
            <h3 className={css.sub}>
              {layer} {name} <span className={css.small}>{label('need_layer', `${layer}.hint`)}</span>
            </h3>
            <ul className={css.list}>
              {needs
                .filter((need) => need.layer === layer)
                .map((need) => (
                  <Line key={need.id} need={need} />
                ))}
            </ul>
            {may('edit') && (
              <AddRow
                name={t('need.add', { layer: name })}
                limit={limit}
                onAdd={(text) => run(() => addNeed(deal.id, { text, layer, place }))}
              />
            )}
          </section>
        );
      })}
    </Panel>
  );
}

/** Whether the customer has confirmed his need in writing. */
function InWriting() {
  const { t } = useText();
  const format = useFormat();
  const { sheet, may, edit, today } = useDeal();
  const day = sheet.deal.need_doc_on;
  if (day) return <Chip tone="good">{t('need.confirmed', { day: format.day(day) })}</Chip>;
  if (!may('edit')) return <Chip>{t('need.unconfirmed')}</Chip>;
  return (
    <Button size="compact-md" variant="default" onClick={() => void edit({ need_doc_on: today })}>
      {t('need.confirm')}
    </Button>
  );
}

function Line({ need }: { need: Need }) {
  const { t } = useText();
  const { sheet, may, run } = useDeal();
  const who = useWho();
  const [open, setOpen] = useState(false);
  const behind = sheet.needs.find(({ id }) => id === need.parent_id);
  const source = who.name(need.said_by_id) ?? need.said_by;
  const assumed = need.own_assumption ? 'yes' : undefined;
  return (
    <li>
      <div className={css.line}>
        <span className={css.grow}>
          {may('edit') ? (
            <button type="button" className={css.open} aria-expanded={open} onClick={() => setOpen(!open)}>
              {need.text}
            </button>
          ) : (
            need.text
          )}
          {behind && <span className={css.small}> {t('need.serves', { text: behind.text })}</span>}
        </span>
        {need.shallow && <Chip tone="late">{t('need.shallow')}</Chip>}
        {source && <Chip>{source}</Chip>}
        {(may('edit') || assumed) && (
          <Taps
            hideName
            name={need.text}
            codes={['yes'] as const}
            said={() => t('need.assumed')}
            value={assumed}
            disabled={!may('edit')}
            onChange={(code) => void run(() => editNeed(need, { own_assumption: code === 'yes' }))}
          />
        )}
      </div>
      <Suspense>{open && <NeedForm need={need} onClose={() => setOpen(false)} />}</Suspense>
    </li>
  );
}
