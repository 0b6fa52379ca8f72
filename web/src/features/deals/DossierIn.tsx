import { Button, FileButton } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { api, data, newKey, once } from '@/api/client';
import { Problem } from '@/api/problem';
import { useMay } from '@/api/session';
import { useText } from '@/i18n';
import { say, sayRefused } from '@/ui/toast';

/** Takes a deal in as a dossier from a file, and opens it; a refusal says which member is at fault. */
export default function DossierIn() {
  const { t } = useText();
  const may = useMay();
  const client = useQueryClient();
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const reset = useRef<() => void>(null);
  if (!may('import') || !may('deal.create')) return null;
  const located = (error: unknown) => {
    if (!(error instanceof Problem) || !error.field) return error;
    const detail = t('dossier.refused_at', { reason: error.message, path: error.field });
    return new Problem(error.status, { code: error.code, detail });
  };
  const take = async (file: File | null) => {
    if (!file || busy) return;
    setBusy(true);
    try {
      const deal = await importDossier(await file.text(), newKey());
      void client.invalidateQueries({ queryKey: ['deal'] });
      say(t('dossier.imported', { name: deal.name }));
      router.history.push(`/deals/${deal.id}`);
    } catch (error) {
      sayRefused(located(error));
    }
    reset.current?.();
    setBusy(false);
  };
  return (
    <FileButton resetRef={reset} accept="application/json,.json" onChange={(file) => void take(file)}>
      {(props) => (
        <Button {...props} variant="default" loading={busy} leftSection={<IconFileImport size={16} aria-hidden />}>
          {t('dossier.import')}
        </Button>
      )}
    </FileButton>
  );
}

/** Makes a deal of a dossier, given as text; the same key never makes a second one. */
function importDossier(dossier: string, key: string) {
  return data(
    api.POST('/api/dossiers', {
      body: dossier,
      bodySerializer: (body) => body,
      headers: { ...once(key), 'Content-Type': 'application/json' },
    }),
  );
}
