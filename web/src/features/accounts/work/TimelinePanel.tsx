import { Button } from '@mantine/core';
import { Story } from '@/features/timeline/Story';
import { useSpeech } from '@/features/timeline/words';
import { useText } from '@/i18n';
import { Panel } from '@/ui/Panel';
import { Failure, State } from '@/ui/State';
import { useTimeline } from './queries';

/** What happened to an account or a contact, and on the deals it is in. */
export default function TimelinePanel({ subject }: { subject: string }) {
  const { t } = useText();
  const words = useSpeech();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useTimeline(subject);
  if (error && !data) return <Failure error={error} retry={() => void refetch()} />;
  const events = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel title={t('account.tab.timeline')}>
      {data && events.length === 0 && (
        <State small title={t('timeline.none')}>
          {t('timeline.none.why')}
        </State>
      )}
      <Story events={events} words={words} />
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('timeline.more')}
        </Button>
      )}
    </Panel>
  );
}
