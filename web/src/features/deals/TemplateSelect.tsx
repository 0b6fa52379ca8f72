import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { metaQuery } from '@/api/meta';
import type { components } from '@/api/schema';
import { useText } from '@/i18n';

/** The code of a template of stages. */
export type TemplateCode = components['schemas']['MetaTemplate']['code'];

/** Chooses how the stages of a new deal are divided; the unified stages unless something else is chosen. */
export function TemplateSelect(props: { value?: TemplateCode; onChange: (code: TemplateCode) => void }) {
  const { t, label } = useText();
  const meta = useQuery(metaQuery);
  const value = props.value ?? 'T-UNI';
  return (
    <Select
      label={t('deal.act.template')}
      description={label('template', `${value}.about`)}
      allowDeselect={false}
      data={(meta.data?.templates ?? [{ code: value }]).map(({ code }) => ({
        value: code,
        label: label('template', code),
      }))}
      value={value}
      onChange={(code) => props.onChange((code ?? value) as TemplateCode)}
    />
  );
}
