import { Button, Modal } from '@mantine/core';
import { useText } from '@/i18n';
import { useDeal } from '../context';
import frame from '../deal.module.css';
import { useTemplate, useTemplateWords } from '../template';
import { HowMark } from './CriterionItem';
import css from './gate.module.css';

/** What keeps the gate shut, named criterion by criterion, with the way to each. */
export default function Refused({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const { t, label } = useText();
  const words = useTemplateWords();
  const { gate, deal } = useDeal().sheet;
  const stage = gate?.stage ?? '';
  const template = useTemplate(deal.template);
  const show = (code: string) => {
    onClose();
    requestAnimationFrame(() => document.getElementById(`criterion-${code}`)?.focus());
  };
  return (
    <Modal opened onClose={onClose} title={t('gate.unmet.title', { stage: label('stage', stage) })}>
      <p className={frame.why}>{t('gate.unmet.why', { name: deal.name })}</p>
      <ul className={css.missing}>
        {codes.map((code) => (
          <li key={code}>
            <HowMark met={false} how="none" />
            <span>{words.criterion(template, stage, code)}</span>
            <Button size="compact-sm" variant="subtle" onClick={() => show(code)}>
              {t('gate.show')}
            </Button>
          </li>
        ))}
      </ul>
      <div className={frame.acts}>
        <Button data-autofocus onClick={onClose}>
          {t('act.close')}
        </Button>
      </div>
    </Modal>
  );
}
