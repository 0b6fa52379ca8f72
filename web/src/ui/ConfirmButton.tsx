import { Button, type ButtonProps, Popover } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useText } from '@/i18n';
import css from './confirm.module.css';

interface ConfirmProps extends ButtonProps {
  question: ReactNode;
  confirm: string;
  /** The name of a button that shows only a picture. */
  label?: string;
  onConfirm: () => void;
}

/** A button that asks once more before it does something that is hard to take back. */
export function ConfirmButton({ question, confirm, label, onConfirm, children, ...look }: ConfirmProps) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} trapFocus withArrow shadow="md" width={280}>
      <Popover.Target>
        <Button variant="default" aria-label={label} title={label} {...look} onClick={() => setOpen(!open)}>
          {children}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <p>{question}</p>
        <div className={css.acts}>
          <Button variant="default" onClick={() => setOpen(false)}>
            {t('act.cancel')}
          </Button>
          <Button
            className={css.danger}
            onClick={() => {
              setOpen(false);
              onConfirm();
            }}
          >
            {confirm}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
