import { Button } from '@mantine/core';
import { IconPresentation } from '@tabler/icons-react';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { Chip } from '@/ui/Bits';
import { PageHead, Panel } from '@/ui/Panel';
import { Failure, State } from '@/ui/State';
import { useDeal } from '../context';
import { Bones, DealFace } from '../DealFace';
import { Faces } from '../identity/Faces';
import { Acts } from './Acts';
import { Agenda } from './Agenda';
import { ChallengeLog } from './Challenges';
import { DecisionChip, DecisionPanel } from './Decision';
import { useReview, useReviews } from './queries';
import css from './review.module.css';
import { Since } from './Since';
import { cleanReviewSearch } from './search';
import type { ReviewList, ReviewRow } from './types';
import { useOpenReview } from './useOpenReview';

/** The reviews of one deal: the one that is open or the latest, and those before it. */
export function ReviewPage() {
  const { id } = useParams({ from: '/frame/deals/$id/review' });
  return (
    <DealFace id={id}>
      <Reviews />
    </DealFace>
  );
}

function Reviews() {
  const { label } = useText();
  const { deal } = useDeal().sheet;
  const list = useReviews(deal.id);
  const { r } = cleanReviewSearch({ ...useSearch({ from: '/frame/deals/$id/review' }) });
  const latest = list.data?.items[0];
  const shown = r ?? latest?.id;
  return (
    <div className={css.page}>
      <div>
        <PageHead
          title={<span data-own>{deal.name}</span>}
          beside={deal.status !== 'open' && <Chip tone="late">{label('deal_status', deal.status)}</Chip>}
        >
          {latest && !latest.closed_at && shown === latest.id && <RoomLink />}
          {list.data?.may_open && latest && <OpenButton />}
        </PageHead>
        <Faces />
      </div>
      {list.error && !list.data && <Failure error={list.error} retry={() => void list.refetch()} />}
      {!list.data && !list.error && <Bones />}
      {list.data && !shown && <None list={list.data} />}
      {list.data && <Due list={list.data} />}
      {list.data && shown && <One id={shown} latest={shown === latest?.id} />}
      {list.data && list.data.items.length > 1 && <Past list={list.data} shown={shown} />}
    </div>
  );
}

function OpenButton() {
  const { t } = useText();
  const { busy, open } = useOpenReview();
  return (
    <Button loading={busy} onClick={open}>
      {t('review.open')}
    </Button>
  );
}

function RoomLink() {
  const { t } = useText();
  const { deal } = useDeal().sheet;
  return (
    <Button
      renderRoot={(look) => <Link to="/deals/$id/room" params={{ id: deal.id }} {...look} />}
      variant="default"
      title={t('review.room.why')}
      leftSection={<IconPresentation size={16} stroke={1.6} aria-hidden />}
    >
      {t('review.room')}
    </Button>
  );
}

function None({ list }: { list: ReviewList }) {
  const { t } = useText();
  const { deal } = useDeal().sheet;
  return (
    <State title={t('review.none.title')} act={list.may_open && <OpenButton />}>
      {t(deal.stage ? 'review.none.why' : 'review.none.stage')}
    </State>
  );
}

function Due({ list }: { list: ReviewList }) {
  const { t } = useText();
  const format = useFormat();
  if (!list.due) return null;
  return <p className={css.notice}>{t('review.due.why', { day: format.day(list.items[0]?.next_on) })}</p>;
}

/** One review: while it is open live for all who look at it, afterwards its record. */
function One({ id, latest }: { id: string; latest: boolean }) {
  const { t } = useText();
  const format = useFormat();
  const { deal } = useDeal().sheet;
  const found = useReview(deal.id, id, false);
  const review = found.data;
  if (found.error && !review) return <Failure error={found.error} retry={() => void found.refetch()} />;
  if (!review) return <Bones />;
  const { number, closed_at, opened_by, opened_at } = review;
  return (
    <>
      <p className={css.which} role="status">
        <strong>{t('review.number', { n: number })}</strong>
        {closed_at ? <DecisionChip decision={review.decision} /> : <Chip tone="accent">{t('review.running')}</Chip>}
        <span className={css.when} data-own>
          {t('review.opened', { name: opened_by, when: format.moment(opened_at) })}
        </span>
      </p>
      {closed_at && (
        <p className={css.notice}>
          {t('review.past', { n: number })}{' '}
          {!latest && (
            <Link to="/deals/$id/review" params={{ id: deal.id }} search={{}}>
              {t('review.latest')}
            </Link>
          )}
        </p>
      )}
      <div key={review.id} className={css.desk}>
        <div className={css.main}>
          <Since review={review} />
          <Agenda review={review} />
        </div>
        <div className={css.rail}>
          <DecisionPanel review={review} />
          <Acts review={review} />
          <ChallengeLog review={review} />
        </div>
      </div>
    </>
  );
}

function Past({ list, shown }: { list: ReviewList; shown: string | undefined }) {
  const { t } = useText();
  return (
    <Panel flush title={t('review.list')}>
      <ul className={css.past}>
        {list.items.map((row) => (
          <PastRow key={row.id} row={row} shown={row.id === shown} />
        ))}
      </ul>
    </Panel>
  );
}

function PastRow({ row, shown }: { row: ReviewRow; shown: boolean }) {
  const { t } = useText();
  const format = useFormat();
  return (
    <li>
      <Link
        to="/deals/$id/review"
        params={{ id: row.deal_id }}
        search={{ r: row.id }}
        aria-current={shown ? 'true' : undefined}
      >
        {t('review.number', { n: row.number })}
      </Link>
      {row.closed_at ? <DecisionChip decision={row.decision} /> : <Chip tone="accent">{t('review.running')}</Chip>}
      <span className={css.when}>
        <time dateTime={row.opened_at}>{format.dayOf(row.closed_at ?? row.opened_at)}</time>{' '}
        <span data-own>{row.closed_by ?? row.opened_by}</span>
      </span>
      {row.reason && <span data-own>{row.reason}</span>}
    </li>
  );
}
