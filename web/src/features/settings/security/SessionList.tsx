import { Button } from '@mantine/core';
import { api, data } from '@/api/client';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { Chip } from '@/ui/Bits';
import { ConfirmButton } from '@/ui/ConfirmButton';
import { Failure } from '@/ui/State';
import { say, sayRefused } from '@/ui/toast';
import css from '../settings.module.css';
import { type SessionInfo, useAccessChanged, useSessions, type Whose } from './queries';

/** The browser of a session in a few words: what it calls itself, without versions. */
export function browserOf(agent: string): string {
  const name = /Edg|OPR|Firefox|MicroMessenger|Chrome|Safari/.exec(agent)?.[0] ?? '';
  const on = /Windows|Android|iPhone|iPad|Mac OS|Linux/.exec(agent)?.[0] ?? '';
  const known: Record<string, string> = { Edg: 'Edge', OPR: 'Opera', MicroMessenger: 'WeChat', 'Mac OS': 'macOS' };
  return (
    [name, on]
      .map((word) => known[word] ?? word)
      .filter(Boolean)
      .join(' · ') || agent.slice(0, 40)
  );
}

/** The sessions of oneself or of a user, and the ways to end them. */
export function SessionList({ whose }: { whose: Whose }) {
  const { t } = useText();
  const sessions = useSessions(whose);
  const changed = useAccessChanged();
  if (sessions.error && !sessions.data) return <Failure error={sessions.error} retry={() => void sessions.refetch()} />;
  const items = sessions.data?.items ?? [];
  const end = (call: Promise<unknown>) =>
    call.then(() => say(t('security.sessions.ended')), sayRefused).finally(changed);
  const own = whose === 'me';
  return (
    <ul className={css.rows}>
      {sessions.data && items.length === 0 && <li className={css.row}>{t('security.sessions.none')}</li>}
      {items.map((item) => (
        <SessionRow
          key={item.id}
          item={item}
          onEnd={
            own && !item.here
              ? () => void end(data(api.DELETE('/api/sessions/{session}', { params: { path: { session: item.id } } })))
              : undefined
          }
        />
      ))}
      {items.length > (own ? 1 : 0) && (
        <li className={css.row}>
          <ConfirmButton
            question={t(own ? 'security.sessions.end_others' : 'user.access.end_all')}
            confirm={t('security.sessions.end')}
            onConfirm={() =>
              void end(
                typeof whose === 'string'
                  ? data(api.DELETE('/api/sessions'))
                  : data(api.DELETE('/api/users/{id}/sessions', { params: { path: whose } })),
              )
            }
          >
            {t(own ? 'security.sessions.end_others' : 'user.access.end_all')}
          </ConfirmButton>
        </li>
      )}
    </ul>
  );
}

function SessionRow({ item, onEnd }: { item: SessionInfo; onEnd?: () => void }) {
  const { t } = useText();
  const format = useFormat();
  return (
    <li className={css.row}>
      <span className={css.what}>
        <strong data-own title={item.agent}>
          {browserOf(item.agent)}
        </strong>
        <span className={css.small}>
          <span data-own>{item.address}</span>
          {' · '}
          <time dateTime={item.seen_at}>{t('security.sessions.seen', { time: format.ago(item.seen_at) })}</time>
          {' · '}
          <time dateTime={item.created_at}>{t('security.sessions.since', { time: format.ago(item.created_at) })}</time>
        </span>
      </span>
      {item.here && <Chip tone="good">{t('security.sessions.here')}</Chip>}
      {onEnd && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('security.sessions.end_one', { address: item.address })}
          onClick={onEnd}
        >
          {t('security.sessions.end')}
        </Button>
      )}
    </li>
  );
}
