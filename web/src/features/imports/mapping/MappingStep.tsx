import { Alert, Button } from '@mantine/core';
import { useState } from 'react';
import { Problem } from '@/api/problem';
import { type Key, useText } from '@/i18n';
import { Panel } from '@/ui/Panel';
import { sayRefused } from '@/ui/toast';
import css from '../imports.module.css';
import { asPatch, missing } from '../plan';
import { useImportActs } from '../queries';
import type { Field, Import, Plan } from '../types';
import { MapRow } from './MapRow';
import { Rules } from './Rules';

interface MappingStepProps {
  item: Import;
  onBack: () => void;
  onChecked: () => void;
}

/** The key of the name of a field: fields of another record of the row are named once for every kind. */
export function fieldKey(kind: Import['kind'], code: string): Key {
  return (code.includes('.') ? `import.field.${code}` : `import.field.${kind}.${code}`) as Key;
}

/** What each column means, and what happens to records that are there already; leads to the dry run. */
export function MappingStep({ item, onBack, onChecked }: MappingStepProps) {
  const { t } = useText();
  const { edit, check } = useImportActs(item.id);
  const [plan, setPlan] = useState<Plan>(item.mapping);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const gaps = missing(plan, item.fields);
  const name = (field: Field) => t(fieldKey(item.kind, field.code));
  const send = async () => {
    setBusy(true);
    setFault(undefined);
    try {
      await edit(item.version, asPatch(plan));
      await check();
      onChecked();
    } catch (error) {
      if (error instanceof Problem && error.status === 422) setFault(error.message);
      else sayRefused(error);
    }
    setBusy(false);
  };
  return (
    <div className={css.stack}>
      <div className={css.columns}>
        <Panel title={t('import.step.map')} flush>
          <ul className={css.map}>
            {item.detection.columns
              .filter(({ header }) => header)
              .map((header) => (
                <MapRow key={header.index} item={item} header={header} plan={plan} onChange={setPlan} />
              ))}
          </ul>
        </Panel>
        <Rules item={item} plan={plan} onChange={setPlan} />
      </div>
      {fault && (
        <Alert color="gray" role="alert">
          {fault}
        </Alert>
      )}
      {gaps.length > 0 && (
        <Alert color="gray" role="status">
          {t('import.missing', { fields: gaps.map(name).join(', ') })}
        </Alert>
      )}
      <div className={css.acts}>
        <Button variant="default" onClick={onBack}>
          {t('import.back')}
        </Button>
        <Button disabled={gaps.length > 0 || !item.may.includes('check')} loading={busy} onClick={() => void send()}>
          {t('import.to_check')}
        </Button>
      </div>
    </div>
  );
}
