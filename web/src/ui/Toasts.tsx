import { Notifications } from '@mantine/notifications';

/** The place where short messages appear. */
export default function Toasts() {
  return <Notifications position="bottom-right" limit={4} />;
}
