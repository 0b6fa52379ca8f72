import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import css from './shell.module.css';

interface MoreDrawerProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** The rest of a phone's navigation, from the bottom edge. */
export default function MoreDrawer({ title, onClose, children }: MoreDrawerProps) {
  return (
    <Drawer opened onClose={onClose} position="bottom" size="auto" title={title}>
      <div className={css.drawer}>{children}</div>
    </Drawer>
  );
}
