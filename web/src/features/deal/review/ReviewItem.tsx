import { Menu } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useText } from '@/i18n';
import { useDeal } from '../context';
import { useReviews } from './queries';
import { useOpenReview } from './useOpenReview';

/** Starts a review of the deal, or leads to the one that is open. */
export default function ReviewItem() {
  const { t } = useText();
  const { deal } = useDeal().sheet;
  const list = useReviews(deal.id).data;
  const { open } = useOpenReview();
  if (list?.may_open) return <Menu.Item onClick={open}>{t('review.open')}</Menu.Item>;
  if (!list?.items[0] || list.items[0].closed_at) return null;
  return (
    <Menu.Item renderRoot={(look) => <Link to="/deals/$id/review" params={{ id: deal.id }} {...look} />}>
      {t('review.go')}
    </Menu.Item>
  );
}
