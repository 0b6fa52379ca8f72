import { useText } from '@/i18n';
import type { PartProps } from './draft';
import css from './form.module.css';
import { SupportScale } from './SupportScale';
import { Why } from './Why';

/** How far the person backs us; each value says how such a person behaves. */
export function SupportSection({ draft, before }: PartProps) {
  const { t } = useText();
  return (
    <div className={css.section}>
      <SupportScale
        legend={t('fact.support')}
        value={draft.values.support}
        error={draft.errors.support}
        onChange={(value) => draft.set('support', value)}
      />
      <Why draft={draft} before={before} group="support" />
    </div>
  );
}
