import { Kbd, Modal } from '@mantine/core';
import { type Key, useText } from '@/i18n';
import css from './keySheet.module.css';
import { usePlaces } from './nav';

const general: [string, Key][] = [
  ['Ctrl K', 'keys.search'],
  ['/', 'keys.filter'],
  ['N', 'deal.new'],
  ['J', 'keys.down'],
  ['K', 'keys.up'],
  ['Enter', 'keys.open'],
  ['X', 'keys.select'],
  ['Alt ←', 'keys.back'],
  ['Alt →', 'keys.forward'],
  ['Esc', 'keys.close'],
  ['?', 'keys.title'],
];

/** The sheet of all keys. */
export default function KeySheet({ onClose }: { onClose: () => void }) {
  const { t } = useText();
  const rows = [...general, ...usePlaces().map((place): [string, Key] => [`G ${place.key.toUpperCase()}`, place.text])];
  return (
    <Modal opened onClose={onClose} title={t('keys.title')}>
      <dl className={css.keys}>
        {rows.map(([combination, key]) => (
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
    </Modal>
  );
}
