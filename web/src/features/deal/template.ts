// Templates of stages: how the steps of one lie on the unified stages, and what it calls things.
import { useQuery } from '@tanstack/react-query';
import { metaQuery } from '@/api/meta';
import type { components } from '@/api/schema';
import { type Label, type Lang, useText } from '@/i18n';

/** A template with its steps, as the server tells of it. */
export type Template = components['schemas']['MetaTemplate'];
type Step = components['schemas']['MetaStep'];
type Wording = components['schemas']['Wording'];

/** The step at which a deal of a unified stage stands: the first that covers it. */
export function stepAt(template: Template, stage: string | undefined): Step | undefined {
  return template.steps.find((step) => step.stages.some((mark) => mark === stage));
}

/** A text of the company's own; where a language is missing, the other stands for it. */
export function worded(words: Wording | undefined, lang: Lang): string {
  return words?.[lang] || words?.zh || words?.en || '';
}

/** The name of a step of the method; one that is a unified stage has the name of that. */
export function stepName(label: Label, code: string, step: Step): string {
  const key = `${code}.${step.code}`;
  const own = label('template_step', key);
  return own === key ? label('stage', step.code) : own;
}

/** What a template calls itself, its steps, its entry signals and its criteria. */
export interface TemplateWords {
  name: (template: Template) => string;
  about: (template: Template) => string;
  step: (template: Template, step: Step) => string;
  entry: (template: Template | undefined, stage: string) => string;
  criterion: (template: Template | undefined, stage: string, code: string) => string;
}

/** The words of templates: the company's own where it wrote some, else those of the method. */
export function templateWords(label: Label, lang: Lang): TemplateWords {
  const gate = (template: Template | undefined, stage: string) =>
    template?.own?.gates.find((one) => one.stage === stage);
  return {
    name: ({ code, own }) => worded(own?.name, lang) || label('template', code),
    about: ({ code, own }) => (own ? label('template', own.base) : label('template', `${code}.about`)),
    step: ({ code, own }, step) =>
      worded(own?.steps.find((one) => one.code === step.code)?.name, lang) || stepName(label, own?.base ?? code, step),
    entry: (template, stage) => worded(gate(template, stage)?.entry, lang) || label('stage', `${stage}.entry`),
    criterion: (template, stage, code) =>
      worded(gate(template, stage)?.criteria.find((one) => one.code === code)?.text, lang) ||
      label('criterion', `${stage}.${code}`),
  };
}

/** The words of templates in the language in use. */
export function useTemplateWords(): TemplateWords {
  const { label, lang } = useText();
  return templateWords(label, lang);
}

/** A template that is not the default one; absent while it is read, and for the default. */
export function useTemplate(code: string): Template | undefined {
  const own = code !== 'T-UNI';
  const meta = useQuery({ ...metaQuery, enabled: own });
  return own ? meta.data?.templates.find((one) => one.code === code) : undefined;
}
