import { Button, Modal } from '@mantine/core';
import { IconCircleDashed } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import type { Problem } from '@/api/problem';
import type { Deal } from '@/api/types';
import { dealPath } from '@/features/deals/columns';
import { useText } from '@/i18n';
import { unmetCriteria } from './moves';
import css from './pipeline.module.css';

/** A move that the gate refused: the criteria still open, and the way to them. */
export default function GateDialog({
  refused,
  onClose,
}: {
  refused: { deal: Deal; problem: Problem };
  onClose: () => void;
}) {
  const { t, label } = useText();
  const router = useRouter();
  const { deal, problem } = refused;
  const stage = deal.stage ?? '';
  const unmet = unmetCriteria(problem.params, stage);
  return (
    <Modal opened onClose={onClose} title={t('gate.unmet.title', { stage: label('stage', stage) })}>
      <p className={css.why}>{t('gate.unmet.why', { name: deal.name })}</p>
      {unmet.length === 0 && <p>{problem.message}</p>}
      <ul className={css.criteria}>
        {unmet.map((code) => (
          <li key={code}>
            <IconCircleDashed size={18} stroke={1.6} aria-hidden />
            <span>{label('criterion', code)}</span>
          </li>
        ))}
      </ul>
      <div className={css.acts}>
        <Button variant="default" onClick={onClose}>
          {t('act.close')}
        </Button>
        <Button data-autofocus onClick={() => router.history.push(dealPath(deal.id))}>
          {t('gate.open_deal')}
        </Button>
      </div>
    </Modal>
  );
}
