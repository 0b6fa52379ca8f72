import { Button, Modal, Textarea } from '@mantine/core';
import { useText } from '@/i18n';
import { bind, useDraft } from '@/ui/useDraft';
import type { Move } from './moves';
import css from './pipeline.module.css';

interface BackProps {
  move: Move;
  onClose: () => void;
  onSend: (reason: string) => void;
}

/** Going back is free but needs a reason. */
export default function BackDialog({ move, onClose, onSend }: BackProps) {
  const { t, label } = useText();
  const draft = useDraft({
    initial: { reason: '' },
    send: async ({ reason }) => reason.trim(),
    done: onSend,
  });
  return (
    <Modal opened onClose={onClose} title={t('board.back.title', { stage: label('stage', move.to) })}>
      <form className={css.form} {...draft.formProps}>
        <p className={css.why}>{t('board.back.why', { name: move.deal.name })}</p>
        <Textarea
          label={t('board.back.reason')}
          data-autofocus
          required
          autosize
          minRows={2}
          {...bind(draft, 'reason')}
        />
        <div className={css.acts}>
          <Button variant="default" onClick={onClose}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" disabled={draft.values.reason.trim() === ''}>
            {t('board.back.submit')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
