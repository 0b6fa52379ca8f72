import { Link } from '@tanstack/react-router';
import { usePeople } from '@/api/people';
import { useText } from '@/i18n';
import { number, useFormat } from '@/i18n/format';
import { Chip } from '@/ui/Bits';
import { PageHead, Panel } from '@/ui/Panel';
import { Failure, State } from '@/ui/State';
import { FileDrop } from './FileDrop';
import css from './imports.module.css';
import { useImports } from './queries';
import type { Import } from './types';

/** Begins an import, and lists the earlier ones. */
export function ImportsPage() {
  const { t } = useText();
  const { data, error, refetch } = useImports();
  const items = data?.items ?? [];
  return (
    <div className={css.page}>
      <PageHead title={t('nav.imports')} />
      <div className={css.stack}>
        <Panel title={t('import.new')}>
          <FileDrop />
        </Panel>
        <Panel title={t('import.earlier')} flush>
          {error && !data ? <Failure error={error} retry={() => void refetch()} /> : null}
          {data && items.length === 0 && (
            <div className={css.none}>
              <State small title={t('import.earlier.none')}>
                {t('import.earlier.none.why')}
              </State>
            </div>
          )}
          <ul className={css.rows}>
            {items.map((item) => (
              <Earlier key={item.id} item={item} />
            ))}
          </ul>
        </Panel>
      </div>
    </div>
  );
}

const tones: Partial<Record<Import['state'], 'good' | 'late' | 'accent'>> = {
  done: 'good',
  failed: 'late',
  running: 'accent',
  checking: 'accent',
  undoing: 'accent',
};

function Earlier({ item }: { item: Import }) {
  const { t, label } = useText();
  const format = useFormat();
  const by = usePeople().data?.items.find(({ id }) => id === item.by_id);
  return (
    <li className={css.earlier}>
      <Link to="/imports/$id" params={{ id: item.id }} className={css.file} title={item.file_name} data-own>
        {item.file_name}
      </Link>
      <span>{label('import.kind', item.kind)}</span>
      <Chip tone={tones[item.state]}>{label('import.state', item.state)}</Chip>
      <span className={css.num}>{t('import.rows', { n: number(item.total_rows) })}</span>
      <span className={css.quiet}>{by?.name}</span>
      <time className={css.quiet} dateTime={item.created_at} title={item.created_at}>
        {format.ago(item.created_at)}
      </time>
    </li>
  );
}
