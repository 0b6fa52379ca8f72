import { Button } from '@mantine/core';
import { Story } from '@/features/timeline/Story';
import { useText } from '@/i18n';
import { Panel } from '@/ui/Panel';
import { Begin, Failure, State } from '@/ui/State';
import { useDeal } from '../context';
import frame from '../deal.module.css';
import { goTo } from '../places';
import { useTimeline } from '../queries';
import { useWords } from '../words';

/** What happened to the deal. */
export function TimelinePanel() {
  const { t } = useText();
  const words = useWords();
  const { sheet, may } = useDeal();
  const list = useTimeline(sheet.deal.id);
  const events = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className={frame.wide}>
      <Panel title={t('timeline.title')}>
        {list.error && !list.data && <Failure error={list.error} retry={() => void list.refetch()} />}
        {list.data && events.length === 0 && (
          <State
            small
            title={t('timeline.none')}
            act={may('contribute') && <Begin onClick={() => goTo('work')}>{t('timeline.none.act')}</Begin>}
          >
            {t('timeline.none.why')}
          </State>
        )}
        <Story events={events} words={words} />
        {list.hasNextPage && (
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('timeline.more')}
          </Button>
        )}
      </Panel>
    </div>
  );
}
