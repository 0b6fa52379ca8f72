import { Alert, Button, Modal, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useSession } from '@/api/session';
import { useText } from '@/i18n';
import { FormProblem } from '@/ui/FormProblem';
import { AccountPicker, PersonPicker } from '@/ui/Pickers';
import { say } from '@/ui/toast';
import { useDelayed } from '@/ui/useDelayed';
import { bind, useDraft } from '@/ui/useDraft';
import css from './accounts.module.css';
import { AccountLink, accountPath } from './links';
import { createAccount, useNamesakes } from './queries';
import type { Account } from './types';

interface Values {
  name: string;
  parent_id?: string;
  industry: string;
  region: string;
  owner_id?: string;
}

/** Creates an account; accounts with a like name are shown while the name is typed. */
export default function NewAccount({
  onClose,
  parent,
  onMade,
}: {
  onClose: () => void;
  parent?: { id: string; name: string };
  /** Takes the new account; without it the account's page is opened. */
  onMade?: (account: Account) => void;
}) {
  const { t } = useText();
  const { user } = useSession();
  const client = useQueryClient();
  const router = useRouter();
  const draft = useDraft({
    name: `account.new.${user.id}`,
    initial: { name: '', industry: '', region: '', parent_id: parent?.id, owner_id: user.id } as Values,
    send: ({ industry, region, ...values }, key) =>
      createAccount({ ...values, ...(industry && { industry }), ...(region && { region }) }, key),
    done: (account) => {
      void client.invalidateQueries({ queryKey: ['account'] });
      say(t('account.new.done', { name: account.name }));
      onClose();
      if (onMade) onMade(account);
      else router.history.push(accountPath(account.id));
    },
  });
  return (
    <Modal opened onClose={onClose} title={t('account.new')} size="md">
      <form className={css.form} {...draft.formProps}>
        <FormProblem draft={draft} />
        <TextInput
          label={t('account.field.name')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          description={t('account.new.name_hint')}
          data-autofocus
          required
          maxLength={255}
          {...bind(draft, 'name')}
        />
        <Namesakes name={draft.values.name} onOpen={onClose} />
        <div className={css.pair}>
          <TextInput label={t('account.field.industry')} maxLength={100} {...bind(draft, 'industry')} />
          <TextInput label={t('account.field.region')} maxLength={100} {...bind(draft, 'region')} />
        </div>
        <AccountPicker
          label={t('account.field.parent_id')}
          placeholder={t('picker.account')}
          value={draft.values.parent_id}
          chosenName={parent?.name}
          error={draft.errors.parent_id}
          onChange={(id) => draft.set('parent_id', id)}
        />
        <PersonPicker
          label={t('account.field.owner_id')}
          value={draft.values.owner_id}
          error={draft.errors.owner_id}
          onChange={(id) => draft.set('owner_id', id)}
        />
        <div className={css.formActs}>
          <Button variant="default" onClick={onClose}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" loading={draft.state === 'sending'}>
            {t('account.new.submit')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function Namesakes({ name, onOpen }: { name: string; onOpen: () => void }) {
  const { t } = useText();
  const found = useNamesakes(useDelayed(name.trim(), 300)).data?.items ?? [];
  if (found.length === 0 || name.trim().length < 2) return null;
  return (
    <Alert color="gray" role="status" title={t('account.new.like')}>
      <ul className={css.plain}>
        {found.map((account) => (
          <li key={account.id}>
            {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the link inside takes keys too */}
            <span onClick={onOpen}>
              <AccountLink account={account} />
            </span>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
