import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useDeal } from '../context';
import { openReview } from './queries';

/** Opens a review of the deal and leads to it. */
export function useOpenReview() {
  const { sheet, run } = useDeal();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const open = async () => {
    setBusy(true);
    const done = await run(() => openReview(sheet.deal.id));
    if (done) await navigate({ to: '/deals/$id/review', params: { id: sheet.deal.id } });
    setBusy(false);
  };
  return { busy, open: () => void open() };
}
