import { Alert, Button, FileButton, SegmentedControl } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type DragEvent, useRef, useState } from 'react';
import { newKey } from '@/api/client';
import { Problem } from '@/api/problem';
import { useText } from '@/i18n';
import css from './imports.module.css';
import { upload } from './queries';
import { type Kind, kinds } from './types';

const accepted = '.csv,.txt,.tsv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Chooses what is imported, and takes the file: dropped, or picked by the device. */
export function FileDrop() {
  const { t, label } = useText();
  const navigate = useNavigate();
  const [kind, setKind] = useState<Kind>('accounts');
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  // A file sent again after a lost line keeps its key, so that it never becomes two imports.
  const last = useRef<{ file: File; kind: Kind; key: string }>(undefined);
  const take = async (file: File | null | undefined) => {
    if (!file || busy) return;
    setBusy(true);
    setFault(undefined);
    if (last.current?.file !== file || last.current.kind !== kind) last.current = { file, kind, key: newKey() };
    try {
      const made = await upload(kind, file, last.current.key);
      await navigate({ to: '/imports/$id', params: { id: made.id } });
    } catch (error) {
      const offline = error instanceof Problem && error.status === 0;
      const said = error instanceof Problem ? error.message : '';
      setFault(offline ? t('state.offline.why') : said || t('state.failed.why'));
    }
    setBusy(false);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <div className={css.stack}>
      <div>
        <span className={css.label}>{t('import.what')}</span>
        <SegmentedControl
          aria-label={t('import.what')}
          size="xs"
          className={css.kinds}
          value={kind}
          onChange={(value) => setKind(value as Kind)}
          data={kinds.map((value) => ({ value, label: label('import.kind', value) }))}
        />
        <p className={css.quiet}>{t('import.order_of_kinds')}</p>
      </div>
      {fault && (
        <Alert color="gray" role="alert">
          {fault}
        </Alert>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is the second way, the button inside is the first */}
      <div
        className={css.drop}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconFileUpload size={28} stroke={1.4} aria-hidden />
        <p>{t('import.drop')}</p>
        <FileButton accept={accepted} onChange={(file) => void take(file)}>
          {(props) => (
            <Button {...props} loading={busy}>
              {t('import.choose')}
            </Button>
          )}
        </FileButton>
        <p className={css.quiet}>{t('import.formats')}</p>
      </div>
    </div>
  );
}
