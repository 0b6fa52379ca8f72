import { Button, NumberInput, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { useFiles } from '@/features/files/queries';
import { useText } from '@/i18n';
import { FormProblem } from '@/ui/FormProblem';
import { bind, useDraft } from '@/ui/useDraft';
import { useDeal } from '../context';
import dealCss from '../deal.module.css';
import type { InfoBody, InfoItem } from '../entries/acts';
import css from '../entries/entries.module.css';
import { Taps } from '../entries/Taps';
import { useWho } from '../entries/useWho';
import { roles } from '../types';
import { bodyOf, sendInfo } from './InfoPanel';

interface InfoFormProps {
  item: number;
  info: InfoItem | undefined;
  onClose: () => void;
}

/** What we learnt of an item, from whom, and what shows it. */
export default function InfoForm({ item, info, onClose }: InfoFormProps) {
  const { t, label } = useText();
  const { sheet, may, run } = useDeal();
  const who = useWho();
  const files = useFiles(`deal:${sheet.deal.id}`);
  const options = (files.data?.items ?? []).map((file) => ({ value: file.id, label: file.name }));
  const draft = useDraft({
    name: `info.${sheet.deal.id}.${item}.${info?.version ?? 0}`,
    initial: { text: '', evidence: '', ...bodyOf(item, info) } as InfoBody & { text: string; evidence: string },
    send: (values) => sendInfo(sheet.deal.id, info?.version, values, label),
    done: () => {
      void run(async () => undefined);
      onClose();
    },
  });
  const { values, set } = draft;
  return (
    <form className={css.detail} {...draft.formProps}>
      <FormProblem draft={draft} />
      <fieldset disabled={!may('edit')} className={css.taps}>
        <div className={css.stack}>
          <Textarea label={t('field.learnt')} autosize maxLength={4000} {...bind(draft, 'text')} />
          <Taps
            name={t('field.source_role')}
            codes={roles}
            said={(code) => label('role', code)}
            value={values.source_role}
            onChange={(role) => set('source_role', role)}
          />
          <div className={css.fields}>
            <Select
              size="xs"
              clearable
              label={t('field.said_by.person')}
              data={who.options}
              value={values.said_by_id ?? null}
              error={draft.errors.said_by_id}
              onChange={(id) => set('said_by_id', id ?? undefined)}
            />
            <NumberInput
              size="xs"
              label={t('field.sources')}
              min={0}
              max={99}
              value={values.sources ?? 0}
              onChange={(n) => set('sources', Number(n))}
            />
            <TextInput size="xs" label={t('field.evidence')} maxLength={2000} {...bind(draft, 'evidence')} />
            <Select
              size="xs"
              clearable
              label={t('field.file')}
              disabled={options.length === 0}
              data={options}
              value={values.file_id ?? null}
              error={draft.errors.file_id}
              onChange={(id) => set('file_id', id ?? undefined)}
            />
          </div>
          <Switch
            size="xs"
            label={t('field.document')}
            checked={values.document ?? false}
            onChange={(event) => set('document', event.currentTarget.checked)}
          />
          <Switch
            size="xs"
            label={t('field.own_assumption')}
            checked={values.own_assumption ?? false}
            onChange={(event) => set('own_assumption', event.currentTarget.checked)}
          />
          <Taps
            name={t('info_item.field.status')}
            codes={['unknown', 'partial', 'confirmed'] as const}
            said={(code) => label('info_status', code)}
            value={values.status}
            onChange={(status) => set('status', status ?? 'unknown')}
          />
        </div>
      </fieldset>
      <div className={dealCss.acts}>
        <Button variant="default" onClick={onClose}>
          {t('act.cancel')}
        </Button>
        {may('edit') && (
          <Button type="submit" loading={draft.state === 'sending'}>
            {t('act.save')}
          </Button>
        )}
      </div>
    </form>
  );
}
