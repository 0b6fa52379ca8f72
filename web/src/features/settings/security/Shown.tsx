import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '@/i18n';
import css from '../settings.module.css';

/** Something that is shown this once, to be copied or written down; it is kept nowhere. */
export function Shown({ label, value }: { label: string; value: string }) {
  const { t } = useText();
  const [copied, setCopied] = useState(false);
  const copy = () =>
    void navigator.clipboard.writeText(value).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <div className={css.shown}>
      <output aria-label={label} data-own>
        {value}
      </output>
      <Button variant="default" leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />} onClick={copy}>
        {t(copied ? 'security.copied' : 'security.copy')}
      </Button>
    </div>
  );
}
