// Which template divides the stages of a deal: the choice, and how the deal will then be shown.
import { Button, Modal, Select, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { metaQuery } from '@/api/meta';
import { useText } from '@/i18n';
import { FormProblem } from '@/ui/FormProblem';
import { Failure } from '@/ui/State';
import { say } from '@/ui/toast';
import { useDraft } from '@/ui/useDraft';
import { setTemplate } from '../acts';
import { useDeal } from '../context';
import css from '../deal.module.css';
import { useMoved } from '../gate/useMoved';
import { stepAt, type Template, useTemplateWords } from '../template';
import look from './template.module.css';

/** Gives the deal another template, after showing what it will look like. */
export default function TemplateDialog({ onClose }: { onClose: () => void }) {
  const { t } = useText();
  const words = useTemplateWords();
  const { deal } = useDeal().sheet;
  const { after } = useMoved();
  const meta = useQuery(metaQuery);
  const draft = useDraft({
    initial: { template: deal.template },
    send: ({ template }) => setTemplate(deal, template),
    done: () => {
      say(t('deal.template.done', { name: chosen ? words.name(chosen) : '' }));
      after();
      onClose();
    },
  });
  const { template } = draft.values;
  const chosen = meta.data?.templates.find(({ code }) => code === template);
  return (
    <Modal opened onClose={onClose} title={t('deal.act.template')}>
      <form className={css.form} {...draft.formProps}>
        <p className={css.why}>{t('deal.template.why')}</p>
        <FormProblem draft={draft} />
        {meta.isPending && <Skeleton height={60} />}
        {meta.isError && <Failure error={meta.error} retry={() => void meta.refetch()} />}
        {meta.data && (
          <Select
            label={t('deal.template.pick')}
            description={chosen && words.about(chosen)}
            allowDeselect={false}
            data={meta.data.templates
              .filter(({ code, own }) => code === deal.template || !own?.retired)
              .map((one) => ({ value: one.code, label: words.name(one) }))}
            value={template}
            error={draft.errors.template}
            onChange={(code) => draft.set('template', code ?? template)}
          />
        )}
        {chosen && <Steps template={chosen} />}
        <div className={css.acts}>
          <Button variant="default" onClick={onClose}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" disabled={!chosen || template === deal.template} loading={draft.state === 'sending'}>
            {t('deal.template.submit')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function Steps({ template }: { template: Template }) {
  const { t } = useText();
  const words = useTemplateWords();
  const { deal } = useDeal().sheet;
  const here = stepAt(template, deal.stage);
  return (
    <section>
      <h3 className={look.title}>{t('deal.template.steps')}</h3>
      <ol className={look.steps}>
        {template.steps.map((step) => (
          <li key={step.code} data-here={step === here} aria-current={step === here ? 'step' : undefined}>
            <span>{words.step(template, step)}</span>
            <span className={look.stages}>
              {step.stages.length > 1 ? `${step.stages[0]}–${step.stages.at(-1)}` : step.stages[0]}
            </span>
            {step === here && <span className={look.here}>{t('deal.template.here')}</span>}
          </li>
        ))}
      </ol>
      {!here && deal.stage && <p className={css.why}>{t('deal.template.nowhere', { stage: deal.stage })}</p>}
    </section>
  );
}
