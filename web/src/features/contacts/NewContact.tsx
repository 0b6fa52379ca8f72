import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useSession } from '@/api/session';
import { contactPath, createContact, levelRanks } from '@/features/accounts';
import { useText } from '@/i18n';
import { FormProblem } from '@/ui/FormProblem';
import { AccountPicker } from '@/ui/Pickers';
import { say } from '@/ui/toast';
import { bind, useDraft } from '@/ui/useDraft';
import css from './contacts.module.css';

interface Values {
  name: string;
  account_id?: string;
  title: string;
  level_rank?: string;
  phone: string;
  email: string;
}

/** Creates a contact: a name and an account are enough to begin. */
export default function NewContact({ onClose }: { onClose: () => void }) {
  const { t, label } = useText();
  const { user } = useSession();
  const client = useQueryClient();
  const router = useRouter();
  const draft = useDraft({
    name: `contact.new.${user.id}`,
    initial: { name: '', title: '', phone: '', email: '' } as Values,
    send: ({ name, account_id, level_rank, ...texts }, key) => {
      const given = Object.entries(texts).filter(([, text]) => text);
      const rank = level_rank ? { level_rank: Number(level_rank) } : {};
      return createContact({ name, account_id, ...Object.fromEntries(given), ...rank }, key);
    },
    done: (contact) => {
      void client.invalidateQueries({ queryKey: ['contact'] });
      void client.invalidateQueries({ queryKey: ['account', 'one'] });
      say(t('contact.new.done', { name: contact.name }));
      onClose();
      router.history.push(contactPath(contact.id));
    },
  });
  return (
    <Modal opened onClose={onClose} title={t('contact.new')} size="md">
      <form className={css.form} {...draft.formProps}>
        <FormProblem draft={draft} />
        <TextInput label={t('contact.field.name')} data-autofocus required maxLength={255} {...bind(draft, 'name')} />
        <AccountPicker
          label={t('contact.field.account_id')}
          placeholder={t('picker.account')}
          required
          value={draft.values.account_id}
          error={draft.errors.account_id}
          onChange={(id) => draft.set('account_id', id)}
        />
        <div className={css.pair}>
          <TextInput label={t('contact.field.title')} maxLength={255} {...bind(draft, 'title')} />
          <Select
            label={t('contact.field.level_rank')}
            clearable
            data={levelRanks.map((rank) => ({ value: String(rank), label: label('level_rank', String(rank)) }))}
            value={draft.values.level_rank ?? null}
            error={draft.errors.level_rank}
            onChange={(rank) => draft.set('level_rank', rank ?? undefined)}
          />
          <TextInput label={t('contact.field.phone')} type="tel" maxLength={255} {...bind(draft, 'phone')} />
          <TextInput label={t('contact.field.email')} type="email" maxLength={255} {...bind(draft, 'email')} />
        </div>
        <div className={css.formActs}>
          <Button variant="default" onClick={onClose}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" loading={draft.state === 'sending'}>
            {t('contact.new.submit')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
