import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useMay } from '@/api/session';
import { useText } from '@/i18n';
import { State } from '@/ui/State';

const NewDeal = lazy(() => import('./NewDeal'));

/** Says why there are no deals here, and offers what leads on: a first deal, or fewer filters. */
export default function NoDeals({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const { t } = useText();
  const may = useMay();
  const [creating, setCreating] = useState(false);
  if (filtered) {
    const clear = (
      <Button variant="default" onClick={onClear}>
        {t('filter.clear')}
      </Button>
    );
    return (
      <State title={t('deal.none.title')} act={clear}>
        {t('deal.none.why')}
      </State>
    );
  }
  const create = may('deal.create') && (
    <Button variant="default" onClick={() => setCreating(true)}>
      {t('deal.new')}
    </Button>
  );
  return (
    <>
      <State title={t('deal.empty.title')} act={create}>
        {t('deal.empty.why')}
      </State>
      <Suspense>{creating && <NewDeal onClose={() => setCreating(false)} />}</Suspense>
    </>
  );
}
