import { Link } from '@tanstack/react-router';
import { useSpeech, type Words } from '@/features/timeline/words';
import { type Key, text, useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { Chip } from '@/ui/Bits';
import { browserOf } from '../security/SessionList';
import css from './audit.module.css';
import type { Audited } from './queries';

/** One entry: who, when, from where; what it changed; how its seal stands. */
export function AuditEntry({ entry }: { entry: Audited }) {
  const { t } = useText();
  const format = useFormat();
  const words = useSpeech();
  const { address, token_id: token, request, agent } = entry;
  const from = [
    address,
    agent && browserOf(agent),
    token && `${t('audit.column.token_id')} ${token}`,
    request && `${t('audit.column.request')} ${request}`,
  ].filter(Boolean);
  return (
    <li className={css.entry}>
      <p className={css.head}>
        <strong data-own>{entry.actor_name ?? t('timeline.system')}</strong>
        <span>{said(entry)}</span>
        <Subject entry={entry} />
        <Chip tone={entry.seal.state === 'broken' ? 'late' : undefined}>
          {t(`audit.state.${entry.seal.state}` as Key)}
          {entry.seal.seq ? ` ${entry.seal.seq}` : ''}
        </Chip>
      </p>
      <p className={css.from}>
        <time dateTime={entry.at}>{format.moment(entry.at)}</time>
        {from.length > 0 && (
          <span title={agent} data-own>
            {' · '}
            {from.join(' · ')}
          </span>
        )}
      </p>
      {entry.changes.some(({ field }) => field) && <Changes entry={entry} words={words} />}
    </li>
  );
}

/** The act in words; its code where there are none. */
function said({ act, name, params }: Audited): string {
  const key = `act.${act}` as Key;
  const words = text(key, { ...params, ...(name ? { name } : {}) });
  return words === key ? act : words;
}

function Subject({ entry }: { entry: Audited }) {
  const { label } = useText();
  const { deal_id: deal, account_id: account } = entry;
  const kind = label('kind', entry.kind);
  if (deal)
    return (
      <Link to="/deals/$id" params={{ id: deal }}>
        {label('kind', 'deal')}
      </Link>
    );
  if (entry.kind === 'contact' && entry.subject_id)
    return (
      <Link to="/contacts/$id" params={{ id: entry.subject_id }}>
        {kind}
      </Link>
    );
  if (account)
    return (
      <Link to="/accounts/$id" params={{ id: account }}>
        {label('kind', 'account')}
      </Link>
    );
  return null;
}

function Changes({ entry, words }: { entry: Audited; words: Words }) {
  const { t } = useText();
  return (
    <table className={css.changes}>
      <thead>
        <tr>
          <th scope="col">{t('audit.field')}</th>
          <th scope="col">{t('audit.before')}</th>
          <th scope="col">{t('audit.after')}</th>
        </tr>
      </thead>
      <tbody>
        {entry.changes.map(
          ({ kind, id, field, name, before, after }) =>
            field && (
              <tr key={`${kind}:${id}:${field}`}>
                <th scope="row">
                  {words.field(field, kind)}
                  {name && <small data-own> {name}</small>}
                </th>
                <td>{before == null ? '' : words.value(field, before)}</td>
                <td>{after == null ? '' : words.value(field, after)}</td>
              </tr>
            ),
        )}
      </tbody>
    </table>
  );
}
