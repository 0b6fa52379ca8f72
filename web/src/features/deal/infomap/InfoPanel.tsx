import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { newKey } from '@/api/client';
import { type Label, useText } from '@/i18n';
import { Chip } from '@/ui/Bits';
import { Panel } from '@/ui/Panel';
import { say } from '@/ui/toast';
import { addTask } from '../acts';
import { useDeal } from '../context';
import { type InfoBody, type InfoItem, putInfo } from '../entries/acts';
import css from '../entries/entries.module.css';
import { Taps } from '../entries/Taps';
import type { Sheet } from '../types';

const InfoForm = lazy(() => import('./InfoForm'));

type Matter = Sheet['info']['matters'][number];
type Ask = Sheet['info']['asks'][number];

const phases = ['early', 'middle', 'late'] as const;
const statuses = ['unknown', 'partial', 'confirmed'] as const;

/** What an item says now, in the form in which it is sent. */
export function bodyOf(item: number, info: InfoItem | undefined): InfoBody {
  if (!info) return { item, status: 'unknown' };
  const { status, text, source_role, said_by_id, own_assumption, sources, document, evidence, file_id } = info;
  return { item, status, text, source_role, said_by_id, own_assumption, sources, document, evidence, file_id };
}

/** Sends an item; what lacks a second source or a document is kept as partial, and that is said. */
export async function sendInfo(deal: string, version: number | undefined, body: InfoBody, label: Label) {
  const kept = await putInfo(deal, version, body);
  if (body.status === 'confirmed' && kept.lacks) say(label('info_lack', kept.lacks));
  return kept;
}

/** What we know of the customer, item by item, and whom to ask for the rest. */
export function InfoPanel() {
  const { t, label } = useText();
  const { info } = useDeal().sheet;
  const share = typeof info.share === 'number' ? `${Math.round(info.share * 100)}%` : undefined;
  return (
    <Panel title={t('infomap.title')} side={share && <Chip tone="accent">{t('infomap.share', { share })}</Chip>}>
      {share && <Asks />}
      {phases.map((phase) => {
        const matters = info.matters.filter((matter) => matter.phase === phase);
        const confirmed = info.items.filter(
          ({ item, status }) => status === 'confirmed' && matters.some((matter) => matter.item === item),
        ).length;
        return (
          <section key={phase} aria-label={label('phase', phase)}>
            <h3 className={css.sub}>
              {label('phase', phase)}{' '}
              <span className={css.small}>{t('infomap.count', { confirmed, total: matters.length })}</span>
            </h3>
            <ul className={css.list}>
              {matters.map((matter) => (
                <Line key={matter.item} matter={matter} />
              ))}
            </ul>
          </section>
        );
      })}
    </Panel>
  );
}

function Line({ matter }: { matter: Matter }) {
  const { t, label } = useText();
  const { sheet, may, run } = useDeal();
  const [open, setOpen] = useState(false);
  const info = sheet.info.items.find(({ item }) => item === matter.item);
  const name = label('info', String(matter.item));
  const tap = (status: InfoBody['status']) =>
    void run(() => sendInfo(sheet.deal.id, info?.version, { ...bodyOf(matter.item, info), status }, label));
  return (
    <li>
      <div className={css.line}>
        <span className={css.grow}>
          <button
            type="button"
            className={css.open}
            aria-expanded={open}
            title={t('infomap.open', { item: name })}
            onClick={() => setOpen(!open)}
          >
            {matter.item}. {name}
          </button>{' '}
          <span className={css.small}>{info?.text || label('info', `${matter.item}.hint`)}</span>
        </span>
        <Taps
          hideName
          name={name}
          codes={statuses}
          said={(code) => label('info_status', code)}
          value={info?.status ?? 'unknown'}
          disabled={!may('edit')}
          onChange={(code) => tap(code ?? 'unknown')}
        />
      </div>
      <Suspense>{open && <InfoForm item={matter.item} info={info} onClose={() => setOpen(false)} />}</Suspense>
    </li>
  );
}

/** Whom to ask now, and for what. */
function Asks() {
  const { t } = useText();
  const { asks } = useDeal().sheet.info;
  return (
    <div className={css.asks}>
      <h3 className={css.sub}>{t('infomap.asks')}</h3>
      {asks.length === 0 && <p>{t('infomap.asks.none')}</p>}
      <ul className={css.list}>
        {asks.map((ask) => (
          <AskLine key={ask.role} ask={ask} />
        ))}
      </ul>
    </div>
  );
}

function AskLine({ ask }: { ask: Ask }) {
  const { t, label } = useText();
  const { sheet, may, run } = useDeal();
  const people = sheet.influences.filter(({ id }) => ask.people.includes(id));
  const items = ask.items.map((item) => label('info', String(item))).join('、');
  const make = async () => {
    // The whole team reads tasks: a hidden coach is not named in one.
    const open = people.filter(({ hidden }) => !hidden).map(({ name }) => name);
    const who = open.length > 0 ? open.join('、') : label('role', ask.role);
    const title = t('infomap.task.title', { who, items });
    if (await run(() => addTask(sheet.deal.id, { title }, newKey()))) say(t('infomap.task.done'));
  };
  return (
    <li className={css.line}>
      <span className={css.grow}>
        <strong>{label('role', ask.role)}</strong>{' '}
        <span className={css.small}>{people.map(({ name }) => name).join('、') || t('infomap.nobody')}</span>
        <br />
        {items}
      </span>
      {may('contribute') && (
        <Button size="compact-sm" variant="default" onClick={() => void make()}>
          {t('infomap.task')}
        </Button>
      )}
    </li>
  );
}
