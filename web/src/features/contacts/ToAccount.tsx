import { useRouter } from '@tanstack/react-router';
import { Begin } from '@/ui/State';

interface ToAccountProps {
  id: string | undefined;
  text: string;
  /** To its chart, where reporting lines are drawn. */
  chart?: boolean;
}

/** The way from an empty panel about a contact to the account, where it is filled. */
export function ToAccount({ id, text, chart }: ToAccountProps) {
  const router = useRouter();
  if (!id) return null;
  const path = `/accounts/${id}${chart ? '?tab=chart' : ''}`;
  return <Begin onClick={() => router.history.push(path)}>{text}</Begin>;
}
