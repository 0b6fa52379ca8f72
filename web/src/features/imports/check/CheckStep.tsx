import { Button } from '@mantine/core';
import { useState } from 'react';
import { useText } from '@/i18n';
import { number } from '@/i18n/format';
import { Panel } from '@/ui/Panel';
import { sayRefused } from '@/ui/toast';
import css from '../imports.module.css';
import { isWorking, type RowFilter, useImportActs } from '../queries';
import type { Import } from '../types';
import { Counts } from './Counts';
import { RowList } from './RowList';
import { Working } from './Working';

interface CheckStepProps {
  item: Import;
  onBack: () => void;
  onRun: () => void;
}

/** The dry run: what would become of each row; nothing is stored before the run is asked for. */
export function CheckStep({ item, onBack, onRun }: CheckStepProps) {
  const { t } = useText();
  const { run } = useImportActs(item.id);
  const [filter, setFilter] = useState<RowFilter>({});
  const [busy, setBusy] = useState(false);
  if (isWorking(item.state)) return <Working item={item} />;
  const { stored = 0, updated = 0, refused = 0 } = item.report.verdicts ?? {};
  const start = async () => {
    setBusy(true);
    try {
      await run();
      onRun();
    } catch (error) {
      sayRefused(error);
    }
    setBusy(false);
  };
  return (
    <div className={css.stack}>
      <Panel title={t('import.checked')}>
        <p>{t('import.checked.why')}</p>
        <Counts report={item.report} filter={filter} onFilter={setFilter} />
      </Panel>
      <Panel title={t('import.verdicts')} flush>
        <RowList item={item} filter={filter} />
      </Panel>
      {refused > 0 && <p className={css.quiet}>{t('import.refused_later', { n: number(refused) })}</p>}
      <div className={css.acts}>
        <Button variant="default" onClick={onBack}>
          {t('import.back_map')}
        </Button>
        <Button
          disabled={!item.may.includes('run') || stored + updated === 0}
          loading={busy}
          onClick={() => void start()}
        >
          {t('import.run', { n: number(stored + updated) })}
        </Button>
      </div>
    </div>
  );
}
