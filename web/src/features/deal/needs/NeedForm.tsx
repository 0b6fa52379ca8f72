import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useText } from '@/i18n';
import { ConfirmButton } from '@/ui/ConfirmButton';
import { FormProblem } from '@/ui/FormProblem';
import { bind, useDraft } from '@/ui/useDraft';
import { useDeal } from '../context';
import dealCss from '../deal.module.css';
import { dropNeed, editNeed, type Need } from '../entries/acts';
import css from '../entries/entries.module.css';
import { useWho } from '../entries/useWho';
import { useDrop } from '../useDrop';
import { layers } from './NeedsPanel';

/** Changes a need: its text, its layer, what it serves, and who told us. */
export default function NeedForm({ need, onClose }: { need: Need; onClose: () => void }) {
  const { t, label } = useText();
  const { sheet, run } = useDeal();
  const who = useWho();
  const drop = useDrop();
  const draft = useDraft({
    name: `need.${need.id}.${need.version}`,
    initial: {
      text: need.text,
      layer: need.layer,
      parent_id: need.parent_id ?? null,
      said_by_id: need.said_by_id ?? null,
      said_by: need.said_by ?? '',
    },
    send: (values) => editNeed(need, values),
    done: () => {
      void run(async () => undefined);
      onClose();
    },
  });
  const { values } = draft;
  const above = sheet.needs.filter(({ id, layer }) => id !== need.id && layer < values.layer);
  return (
    <form className={css.detail} {...draft.formProps}>
      <FormProblem draft={draft} />
      <Textarea label={t('need.field.text')} autosize maxLength={1000} {...bind(draft, 'text')} />
      <div className={css.fields}>
        <Select
          size="xs"
          label={t('field.layer')}
          allowDeselect={false}
          data={layers.map((layer) => ({ value: String(layer), label: label('need_layer', String(layer)) }))}
          value={String(values.layer)}
          onChange={(layer) => draft.set('layer', Number(layer))}
        />
        <Select
          size="xs"
          clearable
          label={t('field.parent')}
          data={above.map(({ id, text }) => ({ value: id, label: text }))}
          value={values.parent_id}
          error={draft.errors.parent_id}
          onChange={(id) => draft.set('parent_id', id)}
        />
        <Select
          size="xs"
          clearable
          label={t('field.said_by.person')}
          data={who.options}
          value={values.said_by_id}
          error={draft.errors.said_by_id}
          onChange={(id) => draft.set('said_by_id', id)}
        />
        <TextInput size="xs" label={t('field.said_by.words')} maxLength={255} {...bind(draft, 'said_by')} />
      </div>
      <div className={dealCss.acts}>
        <ConfirmButton
          variant="subtle"
          question={need.text}
          confirm={t('need.drop')}
          onConfirm={() => void drop('need', need.id, () => dropNeed(need))}
        >
          {t('need.drop')}
        </ConfirmButton>
        <Button variant="default" onClick={onClose}>
          {t('act.cancel')}
        </Button>
        <Button type="submit" loading={draft.state === 'sending'}>
          {t('act.save')}
        </Button>
      </div>
    </form>
  );
}
