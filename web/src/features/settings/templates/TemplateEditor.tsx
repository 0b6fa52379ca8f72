import { Button, Drawer } from '@mantine/core';
import type { components } from '@/api/schema';
import { stepName, worded } from '@/features/deal/template';
import { useText } from '@/i18n';
import { FormProblem } from '@/ui/FormProblem';
import { say } from '@/ui/toast';
import { useDraft } from '@/ui/useDraft';
import css from '../settings.module.css';
import { contentOf, type Draft, draftOf, plainGate } from './draft';
import { GateFields } from './GateFields';
import { Pair } from './Pair';
import { type OwnContent, type OwnUse, saveTemplate, useTemplatesChanged } from './queries';
import look from './templates.module.css';

type Meta = components['schemas']['Meta'];

interface EditorProps {
  own: OwnUse;
  from: OwnContent;
  meta: Meta;
  onClose: () => void;
}

/** The form about a template of the company's own: its name, the names of its steps, and its gates. */
export default function TemplateEditor({ own, from, meta, onClose }: EditorProps) {
  const { t, label, lang } = useText();
  const changed = useTemplatesChanged();
  const draft = useDraft<Draft, unknown>({
    name: `template.${own.code}.${own.number}`,
    initial: draftOf(from),
    send: (values) => saveTemplate(own, contentOf(values, own.content)),
    done: () => {
      say(t('templates.saved'));
      void changed();
      onClose();
    },
  });
  const { values, set } = draft;
  const { base } = own.content;
  const steps = meta.templates.find(({ code }) => code === base)?.steps ?? [];
  const gates = meta.stages.filter(({ criteria }) => criteria.length > 0);
  const cancel = () => {
    draft.forget();
    onClose();
  };
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={760}
      padding="xl"
      title={t('templates.edit.of', { name: worded(own.content.name, lang) })}
    >
      <form className={look.form} {...draft.formProps}>
        <FormProblem draft={draft} />
        <section className={look.section}>
          <Pair
            of={{ zh: t('templates.name.zh'), en: t('templates.name.en') }}
            value={values.name}
            error={draft.errors.name}
            limit={100}
            onChange={(name) => set('name', name)}
          />
          <p className={css.small}>{t('templates.name.why')}</p>
        </section>
        <section className={look.section}>
          <h3 className={look.title}>{t('templates.steps')}</h3>
          {steps.map((step) => {
            const name = stepName(label, base, step);
            const span =
              step.stages.length > 1 ? `${step.stages[0]}–${step.stages.at(-1)}` : (step.stages[0] as string);
            return (
              <fieldset key={step.code} className={look.set}>
                <legend>
                  {name} <span className={css.small}>{t('templates.covers', { stages: span })}</span>
                </legend>
                <Pair
                  hidden
                  of={{ zh: `${name} ${t('templates.zh')}`, en: `${name} ${t('templates.en')}` }}
                  value={values.steps[step.code]}
                  limit={100}
                  onChange={(words) => set('steps', { ...values.steps, [step.code]: words })}
                />
              </fieldset>
            );
          })}
        </section>
        <section className={look.section}>
          <h3 className={look.title}>{t('templates.gates')}</h3>
          {gates.map((stage) => (
            <GateFields
              key={stage.code}
              stage={stage}
              last={stage === gates.at(-1)}
              gate={values.gates[stage.code] ?? plainGate}
              onChange={(gate) => set('gates', { ...values.gates, [stage.code]: gate })}
            />
          ))}
        </section>
        <div className={look.acts} data-sticky>
          <Button variant="default" onClick={cancel}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" loading={draft.state === 'sending'}>
            {t('templates.save')}
          </Button>
        </div>
      </form>
    </Drawer>
  );
}
