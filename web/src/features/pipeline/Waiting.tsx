import { Skeleton } from '@mantine/core';
import { useText } from '@/i18n';
import { useLate } from '@/ui/useLate';
import css from './pipeline.module.css';

const columns = [4, 3, 5, 2, 3, 1];

/** The shape of the board while it is fetched. */
export function Waiting() {
  const { t } = useText();
  const late = useLate();
  return (
    <div className={css.board} role="status">
      <span className="visually-hidden">{t('state.loading')}</span>
      {late &&
        columns.map((cards, column) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
          <div key={column} className={css.column} aria-hidden="true">
            <Skeleton height={44} mb={8} />
            {Array.from({ length: cards }, (_, card) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
              <Skeleton key={card} height={92} mb={8} radius="md" />
            ))}
          </div>
        ))}
    </div>
  );
}
