import { Switch } from '@mantine/core';
import { IconFlagFilled } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useSession } from '@/api/session';
import { useText } from '@/i18n';
import { Panel } from '@/ui/Panel';
import { Begin, State } from '@/ui/State';
import { useDeal } from '../context';
import { useTasks } from '../queries';
import type { Flag, Influence, Task } from '../types';
import { FlagItem } from './FlagItem';
import css from './flags.module.css';
import { answerTo, worstFirst } from './order';

const openAtFirst = 2;

function concerns(flag: Flag, me: string, people: Influence[], tasks: Task[]): boolean {
  const person = people.find(({ id }) => id === flag.influence_id || id === flag.subject);
  return person?.counterpart_id === me || answerTo(flag, tasks)?.assignee_id === me;
}

/** What is wrong with the deal, the worst first, each with its reason and one act that answers it. */
export function FlagPanel() {
  const { t } = useText();
  const { user } = useSession();
  const { sheet } = useDeal();
  const tasks = useTasks(sheet.deal.id).data?.items ?? [];
  const [mine, setMine] = useState(false);
  const all = worstFirst(sheet.flags);
  const wanted = mine ? all.filter((flag) => concerns(flag, user.id, sheet.influences, tasks)) : all;
  const shown = wanted.filter((flag) => flag.status !== 'accepted');
  const accepted = wanted.filter((flag) => flag.status === 'accepted');
  const count = all.filter((flag) => flag.status !== 'accepted').length;
  return (
    <Panel
      flush
      title={
        <span className={css.title}>
          <IconFlagFilled size={16} aria-hidden className={css.mark} data-any={count > 0} />
          {t('deal.field.flags')} <FlagCount count={count} />
        </span>
      }
      side={
        all.length > 0 && (
          <Switch
            size="xs"
            label={t('flag.mine')}
            checked={mine}
            onChange={(event) => setMine(event.currentTarget.checked)}
          />
        )
      }
    >
      {shown.length === 0 ? (
        <div className={css.empty}>{mine ? <NoneOfMine onAll={() => setMine(false)} /> : <NoFlags />}</div>
      ) : (
        <ul className={css.list}>
          {shown.map((flag, at) => (
            <FlagItem key={flag.id} flag={flag} planned={answerTo(flag, tasks)} open={at < openAtFirst} />
          ))}
        </ul>
      )}
      {accepted.length > 0 && (
        <details className={css.accepted}>
          <summary>{t('flag.accepted', { count: accepted.length })}</summary>
          <ul className={css.list}>
            {accepted.map((flag) => (
              <FlagItem key={flag.id} flag={flag} planned={undefined} open={false} />
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}

function NoneOfMine({ onAll }: { onAll: () => void }) {
  const { t } = useText();
  return (
    <State small title={t('flag.none_mine')} act={<Begin onClick={onAll}>{t('flag.none_mine.act')}</Begin>}>
      {t('flag.none_mine.why')}
    </State>
  );
}

/** Flags come by themselves; where none is, the nine questions tell which facts are still missing. */
function NoFlags() {
  const { t } = useText();
  const { sheet, may } = useDeal();
  const router = useRouter();
  const ask = () => router.history.push(`/deals/${sheet.deal.id}/questions`);
  return (
    <State small title={t('flag.none')} act={may('edit') && <Begin onClick={ask}>{t('flag.none.act')}</Begin>}>
      {t('flag.none.why')}
    </State>
  );
}

function FlagCount({ count }: { count: number }) {
  return <span className={css.count}>{count}</span>;
}
