import { ActionIcon, FileButton } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useText } from '@/i18n';

interface AttachButtonProps {
  onFiles: (files: File[]) => void;
  /** What it is for, where "attach" does not say it. */
  name?: string;
}

/** The paper clip that picks files for what stands beside it. */
export function AttachButton({ onFiles, name }: AttachButtonProps) {
  const { t } = useText();
  const said = name ?? t('file.attach');
  return (
    <FileButton multiple onChange={onFiles}>
      {(props) => (
        <ActionIcon {...props} variant="subtle" color="gray" size={28} aria-label={said} title={said}>
          <IconPaperclip size={16} stroke={1.6} />
        </ActionIcon>
      )}
    </FileButton>
  );
}
