import { Button, Modal, TextInput } from '@mantine/core';
import { type Template, useTemplateWords } from '@/features/deal/template';
import { useText } from '@/i18n';
import { FormProblem } from '@/ui/FormProblem';
import { say } from '@/ui/toast';
import { bind, useDraft } from '@/ui/useDraft';
import css from '../settings.module.css';
import { copyTemplate, useTemplatesChanged } from './queries';

/** Copies a template of the method under a name of the company's own. */
export function CopyDialog({ template, onClose }: { template: Template; onClose: () => void }) {
  const { t } = useText();
  const words = useTemplateWords();
  const changed = useTemplatesChanged();
  const draft = useDraft({
    initial: { zh: '', en: '' },
    send: (name, key) => copyTemplate({ base: template.code, name }, key),
    done: () => {
      say(t('templates.copied'));
      void changed();
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t('templates.copy.of', { name: words.name(template) })} size="sm">
      <form className={css.form} {...draft.formProps}>
        <FormProblem draft={draft} />
        <p className={css.hint}>{t('templates.name.why')}</p>
        <TextInput
          label={t('templates.name.zh')}
          data-autofocus
          maxLength={100}
          {...bind(draft, 'zh')}
          error={draft.errors.name}
        />
        <TextInput label={t('templates.name.en')} maxLength={100} {...bind(draft, 'en')} />
        <div className={css.formActs}>
          <Button variant="default" onClick={onClose}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" loading={draft.state === 'sending'}>
            {t('templates.copy')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
