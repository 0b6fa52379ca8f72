import { useText } from '@/i18n';
import { support } from '@/i18n/format';
import { supportCode } from '../PersonCard';
import { Choices } from './Choices';
import type { PartProps } from './draft';
import css from './form.module.css';
import { Why } from './Why';

const values = ['-5', '-4', '-3', '-2', '-1', '1', '2', '3', '4', '5'];

/** How far the person backs us; each value says how such a person behaves. */
export function SupportSection({ draft, before }: PartProps) {
  const { t, label } = useText();
  const now = draft.values.support;
  return (
    <div className={css.section}>
      <Choices
        legend={t('fact.support')}
        note={now === undefined ? t('value.unknown_support') : `${support(now)} ${label('support', supportCode(now))}`}
        error={draft.errors.support}
        options={[
          ...values.map((value) => ({
            value,
            label: support(Number(value)),
            title: label('support', supportCode(Number(value))),
            mark: supportCode(Number(value)),
          })),
          { value: '', label: '?', title: t('value.unknown_support') },
        ]}
        value={now === undefined ? '' : String(now)}
        onChange={(value) => draft.set('support', value === '' ? undefined : Number(value))}
      />
      <Why draft={draft} before={before} group="support" />
    </div>
  );
}
