import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '@/i18n';
import { Failure } from '@/ui/State';
import { useLate } from '@/ui/useLate';
import { DealProvider } from './context';
import css from './deal.module.css';
import { useSheet } from './queries';

/** Another way to read a deal than its page: what it shows knows the sheet. */
export function DealFace({ id, children }: { id: string; children: ReactNode }) {
  const sheet = useSheet(id);
  if (sheet.error && !sheet.data) return <Failure error={sheet.error} retry={() => void sheet.refetch()} />;
  if (!sheet.data) return <Bones />;
  return <DealProvider sheet={sheet.data}>{children}</DealProvider>;
}

/** Stands while something is read. */
export function Bones() {
  const { t } = useText();
  if (!useLate()) return null;
  return (
    <div className={css.page} role="status" aria-label={t('state.loading')}>
      <Skeleton height={72} mb="lg" radius="lg" />
      <Skeleton height={240} mb="lg" radius="lg" />
      <Skeleton height={240} radius="lg" />
    </div>
  );
}
