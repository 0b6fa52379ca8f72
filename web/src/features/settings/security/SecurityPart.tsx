import { useMay } from '@/api/session';
import { useText } from '@/i18n';
import { Panel } from '@/ui/Panel';
import css from '../settings.module.css';
import { AttemptList } from './AttemptList';
import { FactorPanel } from './FactorPanel';
import { SessionList } from './SessionList';
import { TokensPanel } from './TokensPanel';

/** How one logs in, from where, and which programs act as oneself. */
export default function SecurityPart() {
  const { t } = useText();
  const all = useMay()('people.admin');
  return (
    <div className={css.narrow}>
      <FactorPanel />
      <Panel title={t('security.sessions')} flush>
        <SessionList whose="me" />
      </Panel>
      <TokensPanel />
      <Panel title={t('security.logins')} flush>
        <AttemptList whose="me" />
      </Panel>
      {all && (
        <Panel title={t('security.logins.all')} flush>
          <AttemptList whose="all" />
        </Panel>
      )}
    </div>
  );
}
