import { Modal } from '@mantine/core';
import { api, data } from '@/api/client';
import { useText } from '@/i18n';
import { ConfirmButton } from '@/ui/ConfirmButton';
import { Panel } from '@/ui/Panel';
import { say, sayRefused } from '@/ui/toast';
import type { User } from '../queries';
import { AttemptList } from '../security/AttemptList';
import { useAccessChanged } from '../security/queries';
import { SessionList } from '../security/SessionList';
import { TokenList } from '../security/TokenList';
import css from '../settings.module.css';

/** Where a person is logged in, with what, and the ways to end it, for administrators. */
export function AccessDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useText();
  const changed = useAccessChanged();
  const reset = () =>
    data(api.DELETE('/api/users/{id}/factor', { params: { path: { id: user.id } } }))
      .then(() => {
        say(t('user.factor.reset.done'));
        onClose();
      }, sayRefused)
      .finally(changed);
  return (
    <Modal opened onClose={onClose} size="lg" title={t('user.access.title', { name: user.name })}>
      <div className={css.stack}>
        <Panel title={t('user.factor')}>
          <div className={css.bar}>
            <span>{t(user.factor ? 'user.factor.on' : 'user.factor.off')}</span>
            {user.factor && (
              <ConfirmButton
                question={t('user.factor.reset')}
                confirm={t('user.factor.reset')}
                onConfirm={() => void reset()}
              >
                {t('user.factor.reset')}
              </ConfirmButton>
            )}
          </div>
        </Panel>
        <Panel title={t('security.sessions')} flush>
          <SessionList whose={{ id: user.id }} />
        </Panel>
        <Panel title={t('security.tokens')} flush>
          <TokenList whose={{ id: user.id }} />
        </Panel>
        <Panel title={t('security.logins')} flush>
          <AttemptList whose={{ id: user.id }} />
        </Panel>
      </div>
    </Modal>
  );
}
