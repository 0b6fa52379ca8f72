import { Progress } from '@mantine/core';
import { useText } from '@/i18n';
import { number } from '@/i18n/format';
import { Panel } from '@/ui/Panel';
import css from '../imports.module.css';
import type { Import } from '../types';

/** How far the server has come with an import. */
export function Working({ item }: { item: Import }) {
  const { t, label } = useText();
  const { done_rows: done, total_rows: total } = item;
  const share = total > 0 ? Math.min(100, Math.round((done / total) * 100)) : 0;
  return (
    <Panel title={label('import.state', item.state)}>
      <div className={css.stack}>
        <Progress.Root size="lg">
          <Progress.Section value={share} aria-label={label('import.state', item.state)} />
        </Progress.Root>
        <p className={css.quiet}>{t('import.progress', { done: number(done), total: number(total) })}</p>
        <p className="visually-hidden" role="status">
          {`${share}%`}
        </p>
        <p className={css.quiet}>{t('import.leave')}</p>
      </div>
    </Panel>
  );
}
