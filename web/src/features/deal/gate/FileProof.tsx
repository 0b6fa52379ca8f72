import { FileLine, useFiles } from '@/features/files';
import { useText } from '@/i18n';
import { useDeal } from '../context';
import type { Evidence } from '../types';
import css from './gate.module.css';

/** The file that was given as evidence, or that it is gone and with it the evidence. */
export default function FileProof({ step }: { step: Evidence }) {
  const { t } = useText();
  const { data } = useFiles(`deal:${useDeal().sheet.deal.id}`);
  const file = data?.items.find((one) => one.id === step.evidence_id);
  if (step.evidence_gone) return <span className={css.gone}>{t('gate.file.gone')}</span>;
  if (file) return <FileLine file={file} />;
  return data ? <a href={`/api/attachments/${step.evidence_id}`}>{t('gate.file.get')}</a> : null;
}
