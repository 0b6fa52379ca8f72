import { Checkbox, Textarea } from '@mantine/core';
import { useText } from '@/i18n';
import { bind } from '@/ui/useDraft';
import type { PersonDraft } from './draft';
import css from './form.module.css';

const marks = ['threatened', 'insider', 'blocker', 'internal_promoter'] as const;

/** What stands in our way with him, and how we mean to come near. */
export function PlanSection({ draft }: { draft: PersonDraft }) {
  const { t } = useText();
  return (
    <div className={css.section}>
      <span className={css.marks}>
        {marks.map((mark) => (
          <Checkbox
            key={mark}
            size="xs"
            label={t(`field.${mark}`)}
            checked={draft.values[mark]}
            onChange={(event) => draft.set(mark, event.currentTarget.checked)}
          />
        ))}
      </span>
      <Textarea
        label={t('fact.plan')}
        placeholder={t('person.plan.hint')}
        autosize
        minRows={2}
        maxLength={4000}
        {...bind(draft, 'plan')}
      />
    </div>
  );
}
