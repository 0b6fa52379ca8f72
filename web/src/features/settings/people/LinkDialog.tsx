import { Button, Modal, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import type { OneTimeLink } from '../queries';
import css from '../settings.module.css';

interface LinkDialogProps {
  name: string;
  link: OneTimeLink;
  onClose: () => void;
}

/** Shows the link by which a person sets his password, this once; it is kept nowhere. */
export function LinkDialog({ name, link, onClose }: LinkDialogProps) {
  const { t } = useText();
  const format = useFormat();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(link.url);
      setCopied(true);
    } catch {
      field.current?.focus();
    }
  };
  return (
    <Modal opened onClose={onClose} title={t('user.link.title', { name })} size="md" closeOnClickOutside={false}>
      <div className={css.form}>
        <p>{t('user.link.why', { name, time: format.clock(link.expires_at) })}</p>
        <TextInput
          ref={field}
          readOnly
          data-own
          aria-label={t('user.link.label')}
          value={link.url}
          onFocus={(event) => event.currentTarget.select()}
        />
        <p className={css.small}>{t('user.link.once')}</p>
        <div className={css.formActs}>
          <Button variant="default" onClick={onClose}>
            {t('act.close')}
          </Button>
          <Button leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />} onClick={() => void copy()}>
            {t(copied ? 'user.link.copied' : 'user.link.copy')}
          </Button>
        </div>
        <span role="status" className="visually-hidden">
          {copied && t('user.link.copied')}
        </span>
      </div>
    </Modal>
  );
}
