import { Button, Checkbox, Modal, TextInput } from '@mantine/core';
import type { ViewScreen } from '@/api/types';
import { useText } from '@/i18n';
import { FormProblem } from '@/ui/FormProblem';
import { bind, useDraft } from '@/ui/useDraft';
import form from './form.module.css';
import { useViewActs } from './queries';

/** Gives the filters in the address a name. */
export default function SaveView({
  screen,
  query,
  onClose,
}: {
  screen: ViewScreen;
  query: string;
  onClose: () => void;
}) {
  const { t } = useText();
  const { save } = useViewActs(screen);
  const draft = useDraft({
    initial: { name: '', shared: false },
    send: (values) => save.mutateAsync({ ...values, query }),
    done: onClose,
  });
  return (
    <Modal opened onClose={onClose} title={t('view.save')} size="sm">
      <form className={form.form} {...draft.formProps}>
        <FormProblem draft={draft} />
        <TextInput label={t('view.name')} data-autofocus required {...bind(draft, 'name')} />
        <Checkbox
          label={t('view.share')}
          checked={draft.values.shared}
          onChange={(event) => draft.set('shared', event.currentTarget.checked)}
        />
        <div className={form.acts}>
          <Button variant="default" onClick={onClose}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" loading={draft.state === 'sending'}>
            {t('act.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
