// Templates of stages: how the steps of one lie on the unified stages.
import type { components } from '@/api/schema';

/** A template with its steps, as the server tells of it. */
export type Template = components['schemas']['MetaTemplate'];
type Step = components['schemas']['MetaStep'];

/** The step at which a deal of a unified stage stands: the first that covers it. */
export function stepAt(template: Template, stage: string | undefined): Step | undefined {
  return template.steps.find((step) => step.stages.some((mark) => mark === stage));
}

/** The name of a step; one that is a unified stage has the name of that. */
export function stepName(label: (family: string, code: string) => string, code: string, step: Step): string {
  const key = `${code}.${step.code}`;
  const own = label('template_step', key);
  return own === key ? label('stage', step.code) : own;
}
