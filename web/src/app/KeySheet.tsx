import { Kbd, Modal } from '@mantine/core';
import { type Key, useText } from '@/i18n';
import css from './keySheet.module.css';
import { usePlaces } from './nav';

interface Group {
  title: Key;
  keys: [string, Key][];
}

const walk: [string, Key][] = [
  ['J', 'keys.down'],
  ['K', 'keys.up'],
  ['Enter', 'keys.open'],
];

const groups: Group[] = [
  {
    title: 'keys.group.all',
    keys: [
      ['Ctrl K', 'keys.search'],
      ['N', 'deal.new'],
      ['/', 'keys.filter'],
      ['?', 'keys.title'],
      ['Esc', 'keys.close'],
    ],
  },
  { title: 'keys.group.list', keys: [...walk, ['X', 'keys.select']] },
  { title: 'keys.group.task', keys: [...walk, ['X', 'keys.tick'], ['A', 'task.new']] },
  {
    title: 'keys.group.board',
    keys: [
      ['Alt ←', 'keys.back'],
      ['Alt →', 'keys.forward'],
    ],
  },
  { title: 'keys.group.deal', keys: [['E', 'act.edit']] },
  {
    title: 'keys.group.room',
    keys: [
      ['→', 'review.room.next'],
      ['←', 'review.room.previous'],
      ['F', 'review.room.full'],
      ['Esc', 'review.room.leave'],
    ],
  },
];

/** The sheet of all keys, by where they work. */
export default function KeySheet({ onClose }: { onClose: () => void }) {
  const { t } = useText();
  const go = usePlaces().map((place): [string, Key] => [`G ${place.key.toUpperCase()}`, place.text]);
  return (
    <Modal opened onClose={onClose} title={t('keys.title')} size="lg">
      <div className={css.groups}>
        {[...groups, { title: 'keys.group.go', keys: go } satisfies Group].map((group) => (
          <KeyGroup key={group.title} group={group} />
        ))}
      </div>
    </Modal>
  );
}

function KeyGroup({ group }: { group: Group }) {
  const { t } = useText();
  return (
    <section className={css.group}>
      <h3>{t(group.title)}</h3>
      <dl className={css.keys}>
        {group.keys.map(([combination, key]) => (
          <div key={combination}>
            <dt>{t(key)}</dt>
            <dd>
              {combination.split(' ').map((part) => (
                <Kbd key={part}>{part}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
