import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '@/i18n';
import { Panel } from '@/ui/Panel';
import { Failure, State } from '@/ui/State';
import settings from '../settings.module.css';
import { AuditEntry } from './AuditEntry';
import { AuditFilterBar } from './AuditFilterBar';
import css from './audit.module.css';
import { type AuditFilters, auditFile, useAudit, useChain } from './queries';

/** Who did, read and tried what, with every value before and after, and how the chain of seals stands. */
export default function AuditPart() {
  const { t } = useText();
  const [filters, setFilters] = useState<AuditFilters>({});
  const list = useAudit(filters);
  const entries = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className={settings.tablePart}>
      <AuditFilterBar filters={filters} onChange={setFilters} />
      <div className={settings.bar}>
        <Chain />
        <Button
          component="a"
          href={auditFile(filters)}
          download
          variant="default"
          leftSection={<IconDownload size={16} />}
        >
          {t('audit.export')}
        </Button>
      </div>
      <Panel title={t('audit.title')} flush>
        {list.error && !list.data && <Failure error={list.error} retry={() => void list.refetch()} />}
        {list.data && entries.length === 0 && <State title={t('audit.none')} />}
        <ol className={css.list}>
          {entries.map((entry) => (
            <AuditEntry key={`${entry.source}:${entry.id}`} entry={entry} />
          ))}
        </ol>
      </Panel>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('audit.more')}
        </Button>
      )}
    </div>
  );
}

const lateAfter = 60;

function Chain() {
  const { t } = useText();
  const { data } = useChain();
  if (!data) return null;
  const late = data.waiting > 0 && data.oldest_seconds > lateAfter;
  return (
    <div className={css.chain}>
      <span>{data.head ? t('audit.chain', { seq: data.seq, waiting: data.waiting }) : t('audit.chain.none')}</span>
      {late && (
        <strong role="alert" className={css.late}>
          {t('audit.chain.late', { seconds: data.oldest_seconds })}
        </strong>
      )}
      {data.head && (
        <code className={css.head} translate="no" title={t('audit.chain.keep')}>
          {data.head}
        </code>
      )}
    </div>
  );
}
