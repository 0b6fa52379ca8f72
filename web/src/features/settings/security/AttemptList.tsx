import { Button } from '@mantine/core';
import { usePeople } from '@/api/people';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { Chip } from '@/ui/Bits';
import { Failure } from '@/ui/State';
import css from '../settings.module.css';
import { type Attempt, useAttempts, type Whose } from './queries';
import { browserOf } from './SessionList';

const good = ['ok', 'recovery', 'link', 'code'];

/** The tries to log in, the newest first. */
export function AttemptList({ whose }: { whose: Whose }) {
  const { t } = useText();
  const list = useAttempts(whose);
  if (list.error && !list.data) return <Failure error={list.error} retry={() => void list.refetch()} />;
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <ul className={css.rows}>
      {list.data && items.length === 0 && <li className={css.row}>{t('security.logins.none')}</li>}
      {items.map((item) => (
        <AttemptRow key={item.id} item={item} named={whose === 'all'} />
      ))}
      {list.hasNextPage && (
        <li className={css.row}>
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('security.logins.more')}
          </Button>
        </li>
      )}
    </ul>
  );
}

function AttemptRow({ item, named }: { item: Attempt; named: boolean }) {
  const { t, label } = useText();
  const format = useFormat();
  const person = usePeople().data?.items.find(({ id }) => id === item.user_id);
  return (
    <li className={css.row}>
      <span className={css.what}>
        {named && <strong data-own>{person?.name ?? t('security.logins.unknown')}</strong>}
        <span className={css.small}>
          <time dateTime={item.at} title={item.at}>
            {format.moment(item.at)}
          </time>
          <span data-own title={item.agent}>
            {['', item.address, browserOf(item.agent)].filter((part, at) => part || !at).join(' · ')}
          </span>
        </span>
      </span>
      <Chip tone={good.includes(item.outcome) ? 'good' : 'late'}>{label('login_outcome', item.outcome)}</Chip>
    </li>
  );
}
