// Short messages at the edge of the screen, and the one that offers to undo an act for eight seconds.
import { Button } from '@mantine/core';
import { Problem } from '@/api/problem';
import { text } from '@/i18n';
import css from './toast.module.css';

/** How long an act can be undone, in milliseconds; the server holds to the same time. */
export const undoFor = 8000;

// Loaded with the first message; the place where messages appear (Toasts) is loaded after the frame.
const store = () => import('@mantine/notifications').then((module) => module.notifications);

const closing = () => ({ closeButtonProps: { 'aria-label': text('act.close') } });

/** Says that something is done. */
export function say(message: string): void {
  void store().then((toasts) =>
    toasts.show({ message, autoClose: 4000, withBorder: true, color: 'accent', role: 'status', ...closing() }),
  );
}

/** Shows a refusal; its text comes from the server in the user's language. */
export function sayRefused(error: unknown): void {
  const message = error instanceof Problem && error.message ? error.message : text('state.failed.why');
  const offline = error instanceof Problem && error.status === 0;
  void store().then((toasts) =>
    toasts.show({
      message: offline ? text('state.offline.why') : message,
      autoClose: 8000,
      withBorder: true,
      color: 'gray',
      role: 'alert',
      ...closing(),
    }),
  );
}

/** Says what was done and offers to take it back. */
export function sayUndo(message: string, undo: () => void): void {
  void store().then((toasts) => {
    const id = toasts.show({
      autoClose: undoFor,
      role: 'status',
      withBorder: true,
      color: 'accent',
      ...closing(),
      message: (
        <span className={css.undo}>
          {message}
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              toasts.hide(id);
              undo();
            }}
          >
            {text('act.undo')}
          </Button>
        </span>
      ),
    });
  });
}
