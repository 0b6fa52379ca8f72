import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { isProblem } from '@/api/problem';
import { PageLink } from '@/features/handbook/PageLink';
import { useText } from '@/i18n';
import { Panel } from '@/ui/Panel';
import { sayRefused } from '@/ui/toast';
import { advance } from '../acts';
import { useDeal } from '../context';
import { useTemplate, useTemplateWords } from '../template';
import { stages } from '../types';
import { CriterionItem } from './CriterionItem';
import css from './gate.module.css';
import { useMoved } from './useMoved';

const Refused = lazy(() => import('./Refused'));

/** The gate of the present stage: what is met and how, what is missing, and the way to the next stage. */
export function GatePanel() {
  const { t, label } = useText();
  const { sheet, may } = useDeal();
  const { gate } = sheet;
  const words = useTemplateWords();
  const template = useTemplate(sheet.deal.template);
  if (!gate || gate.total === 0) return null;
  return (
    <Panel
      flush
      title={t('gate.title', { stage: label('stage', gate.stage) })}
      side={
        <span className={css.count} title={t('gate.count.why', { met: gate.met, total: gate.total })}>
          {t('gate.count', { met: gate.met, total: gate.total })}
        </span>
      }
    >
      {template?.own && <p className={css.entry}>{t('gate.entry', { text: words.entry(template, gate.stage) })}</p>}
      <ul className={css.list}>
        {gate.criteria.map((criterion) => (
          <CriterionItem key={criterion.code} criterion={criterion} stage={gate.stage} />
        ))}
      </ul>
      {may('move') && <Advance />}
      {!template?.own && (
        <p className={css.page}>
          <PageLink topic={`stage:${gate.stage}`} />
        </p>
      )}
    </Panel>
  );
}

function Advance() {
  const { t, label } = useText();
  const { sheet, run } = useDeal();
  const { offerUndo } = useMoved();
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState<string[]>();
  const { deal, gate } = sheet;
  const unmet = (gate?.criteria ?? [])
    .filter(({ met, skipped }) => !met && !skipped)
    .map((criterion) => criterion.code);
  const next = stages[stages.indexOf((deal.stage ?? 'S1') as 'S1') + 1];
  const go = async () => {
    if (unmet.length > 0 && !gate?.open) return setMissing(unmet);
    setBusy(true);
    const moved = await advance(deal).catch((error: unknown) => {
      const named = isProblem(error, 'gate_unmet') ? error.params.unmet : undefined;
      if (Array.isArray(named)) setMissing(named.map((code) => String(code).split('.').at(-1) ?? ''));
      else sayRefused(error);
    });
    if (moved) offerUndo(moved);
    await run(async () => undefined);
    setBusy(false);
  };
  return (
    <div className={css.foot}>
      <Button
        fullWidth
        variant={unmet.length === 0 ? 'filled' : 'default'}
        rightSection={<IconArrowRight size={16} stroke={1.8} aria-hidden />}
        loading={busy}
        onClick={() => void go()}
      >
        {next ? t('gate.advance', { stage: label('stage', next) }) : t('gate.win')}
      </Button>
      {unmet.length > 0 && (
        <p className={css.lack}>{t(gate?.open ? 'gate.open_gate' : 'gate.lack', { n: unmet.length })}</p>
      )}
      <Suspense>{missing && <Refused codes={missing} onClose={() => setMissing(undefined)} />}</Suspense>
    </div>
  );
}
