import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useText } from '@/i18n';
import { ConfirmButton } from '@/ui/ConfirmButton';
import { say, sayRefused } from '@/ui/toast';
import { type Contact, trashContact } from './queries';

/** Puts a contact into the trash, after asking once more. */
export function TrashContact({ contact }: { contact: Contact }) {
  const { t } = useText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const trash = async () => {
    try {
      await trashContact(contact);
      say(t('trash.done', { name: contact.name }));
      await navigate({ to: '/contacts' });
      await client.invalidateQueries({ queryKey: ['contact'] });
      await client.invalidateQueries({ queryKey: ['account', 'one'] });
    } catch (error) {
      sayRefused(error);
    }
  };
  return (
    <ConfirmButton
      question={t('contact.trash.question', { name: contact.name })}
      confirm={t('contact.trash')}
      onConfirm={() => void trash()}
    >
      {t('contact.trash')}
    </ConfirmButton>
  );
}
