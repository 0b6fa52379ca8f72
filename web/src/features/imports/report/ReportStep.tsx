import { Alert, Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useText } from '@/i18n';
import { number } from '@/i18n/format';
import { ConfirmButton } from '@/ui/ConfirmButton';
import { Panel } from '@/ui/Panel';
import { sayRefused } from '@/ui/toast';
import { Counts } from '../check/Counts';
import { RowList } from '../check/RowList';
import { Working } from '../check/Working';
import css from '../imports.module.css';
import { isWorking, type RowFilter, useImportActs } from '../queries';
import type { Import } from '../types';
import { useCodeWords } from '../words';

/** What an import did, the file of refused rows, and the way back. */
export function ReportStep({ item, onBack }: { item: Import; onBack: () => void }) {
  const { t } = useText();
  const client = useQueryClient();
  const { undo } = useImportActs(item.id);
  const words = useCodeWords();
  const [filter, setFilter] = useState<RowFilter>({});
  const working = isWorking(item.state);
  // Everything that an import may have changed is fetched again once it rests.
  useEffect(() => {
    if (working) return;
    for (const kind of ['account', 'contact', 'deal', 'people', 'products', 'tags'])
      void client.invalidateQueries({ queryKey: [kind] });
  }, [client, working]);
  if (working) return <Working item={item} />;
  const refused = item.report.verdicts?.refused ?? 0;
  return (
    <div className={css.stack}>
      {item.problem && (
        <Alert color="gray" role="alert" title={t('import.failed')}>
          {words(item.problem)}
        </Alert>
      )}
      <Panel
        title={t(item.state === 'undone' ? 'import.undone' : 'import.report')}
        side={
          <span className={css.side}>
            {refused > 0 && (
              <Button
                component="a"
                href={`/api/imports/${item.id}/refused.csv`}
                download
                size="compact-sm"
                variant="default"
                leftSection={<IconDownload size={15} />}
              >
                {t('import.refused_file', { n: number(refused) })}
              </Button>
            )}
            {item.may.includes('undo') && (
              <ConfirmButton
                size="compact-sm"
                question={t('import.undo.question')}
                confirm={t('import.undo')}
                onConfirm={() => undo().catch(sayRefused)}
              >
                {t('import.undo')}
              </ConfirmButton>
            )}
          </span>
        }
      >
        <Made item={item} />
        {item.state === 'undone' ? (
          <p>{t('import.undone.why')}</p>
        ) : (
          <Counts report={item.report} filter={filter} onFilter={setFilter} />
        )}
        <Kept item={item} />
      </Panel>
      {item.state !== 'undone' && (
        <Panel title={t('import.verdicts')} flush>
          <RowList item={item} filter={filter} />
        </Panel>
      )}
      <div className={css.acts}>
        {item.may.includes('edit') && (
          <Button variant="default" onClick={onBack}>
            {t('import.back_map')}
          </Button>
        )}
        <Button component={Link} to="/imports">
          {t('import.another')}
        </Button>
      </div>
    </div>
  );
}

function Made({ item }: { item: Import }) {
  const { t, label } = useText();
  const made = Object.entries(item.report.made ?? {}).filter(([, n]) => n > 0);
  if (made.length === 0 || item.state === 'undone') return null;
  const list = made.map(([kind, n]) => `${label('kind', kind)} ${number(n)}`).join(' · ');
  return <p>{t('import.made', { list })}</p>;
}

const paths: Record<string, string> = { account: '/accounts/', contact: '/contacts/', deal: '/deals/' };

function Kept({ item }: { item: Import }) {
  const { t, label } = useText();
  const kept = item.report.kept ?? [];
  if (kept.length === 0) return null;
  return (
    <Alert color="gray" title={t('import.kept', { n: item.report.kept_rows ?? kept.length })}>
      <ul className={css.findings}>
        {kept.map(({ kind, id, name, why }) => (
          <li key={`${kind}:${id}`} className={css.kept}>
            <span>{label('kind', kind)}</span>
            {paths[kind] ? <a href={`${paths[kind]}${id}`}>{name ?? id}</a> : (name ?? id)}
            <span className={css.quiet}>{t(why === 'changed' ? 'import.kept.changed' : 'import.kept.needed')}</span>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
