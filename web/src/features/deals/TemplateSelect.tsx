import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { metaQuery } from '@/api/meta';
import type { components } from '@/api/schema';
import { useTemplateWords } from '@/features/deal/template';
import { useText } from '@/i18n';

/** The code of a template of stages. */
export type TemplateCode = components['schemas']['MetaTemplate']['code'];

/** Chooses how the stages of a new deal are divided; the unified stages unless something else is chosen. */
export function TemplateSelect(props: { value?: TemplateCode; onChange: (code: TemplateCode) => void }) {
  const { t, label } = useText();
  const words = useTemplateWords();
  const meta = useQuery(metaQuery);
  const value = props.value ?? 'T-UNI';
  const chosen = meta.data?.templates.find(({ code }) => code === value);
  const offered = meta.data?.templates.filter(({ code, own }) => code === value || !own?.retired);
  return (
    <Select
      label={t('deal.act.template')}
      description={chosen ? words.about(chosen) : undefined}
      allowDeselect={false}
      data={
        offered?.map((one) => ({ value: one.code, label: words.name(one) })) ?? [
          { value, label: label('template', value) },
        ]
      }
      value={value}
      onChange={(code) => props.onChange((code ?? value) as TemplateCode)}
    />
  );
}
