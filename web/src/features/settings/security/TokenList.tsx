import { api, data } from '@/api/client';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { Chip } from '@/ui/Bits';
import { ConfirmButton } from '@/ui/ConfirmButton';
import { Failure } from '@/ui/State';
import { say, sayRefused } from '@/ui/toast';
import css from '../settings.module.css';
import { type Token, useAccessChanged, useTokens, type Whose } from './queries';

/** The API tokens of oneself or of a user, and the way to end each. */
export function TokenList({ whose }: { whose: Whose }) {
  const { t } = useText();
  const tokens = useTokens(whose);
  if (tokens.error && !tokens.data) return <Failure error={tokens.error} retry={() => void tokens.refetch()} />;
  const items = tokens.data?.items ?? [];
  return (
    <ul className={css.rows}>
      {tokens.data && items.length === 0 && <li className={css.row}>{t('security.tokens.none')}</li>}
      {items.map((item) => (
        <TokenRow key={item.id} item={item} />
      ))}
    </ul>
  );
}

function TokenRow({ item }: { item: Token }) {
  const { t } = useText();
  const format = useFormat();
  const changed = useAccessChanged();
  const over = new Date(item.expires_at).getTime() <= Date.now();
  const revoke = () =>
    data(api.DELETE('/api/tokens/{id}', { params: { path: { id: item.id } } }))
      .then(() => say(t('security.tokens.revoked')), sayRefused)
      .finally(changed);
  return (
    <li className={css.row}>
      <span className={css.what}>
        <strong data-own>{item.name}</strong>
        <span className={css.small}>
          <span data-own>…{item.hint}</span>
          {' · '}
          {over ? t('security.tokens.expired') : t('security.tokens.until', { date: format.dayOf(item.expires_at) })}
          {' · '}
          {item.used_at ? t('security.tokens.used', { time: format.ago(item.used_at) }) : t('security.tokens.unused')}
        </span>
      </span>
      <Chip>{t(item.scope === 'write' ? 'security.tokens.write' : 'security.tokens.read')}</Chip>
      <ConfirmButton
        size="compact-sm"
        question={t('security.tokens.revoke_one', { name: item.name })}
        confirm={t('security.tokens.revoke')}
        onConfirm={() => void revoke()}
      >
        {t('security.tokens.revoke')}
      </ConfirmButton>
    </li>
  );
}
