import { Button, Select, TextInput } from '@mantine/core';
import { useText } from '@/i18n';
import { ContactPicker } from '@/ui/Pickers';
import { bind } from '@/ui/useDraft';
import { useDeal } from '../../context';
import type { PersonDraft } from './draft';
import css from './form.module.css';

const ranks = ['1', '2', '3', '4', '5'];

/** Who is added: a contact of the account, or a new one made in place. */
export function WhoSection({ draft }: { draft: PersonDraft }) {
  const { t, label } = useText();
  const { sheet } = useDeal();
  const { values, errors } = draft;
  if (!values.create) {
    return (
      <div className={css.section}>
        <ContactPicker
          label={t('person.contact')}
          placeholder={t('person.contact.find')}
          required
          account={sheet.deal.account_id}
          value={values.contact_id}
          error={errors.contact_id}
          onChange={(id) => draft.set('contact_id', id)}
        />
        <Button className={css.inline} size="compact-sm" variant="subtle" onClick={() => draft.set('create', true)}>
          {t('person.contact.new')}
        </Button>
      </div>
    );
  }
  return (
    <div className={css.section}>
      <div className={css.pair}>
        <TextInput label={t('person.new.name')} required maxLength={100} {...bind(draft, 'new_name')} />
        <TextInput label={t('person.new.title')} maxLength={100} {...bind(draft, 'new_title')} />
      </div>
      <Select
        label={t('fact.level_rank')}
        clearable
        placeholder={t('value.unknown')}
        data={ranks.map((rank) => ({ value: rank, label: label('level_rank', rank) }))}
        value={values.new_rank ?? null}
        onChange={(rank) => draft.set('new_rank', rank ?? undefined)}
      />
      <Button className={css.inline} size="compact-sm" variant="subtle" onClick={() => draft.set('create', false)}>
        {t('person.contact.known')}
      </Button>
    </div>
  );
}
