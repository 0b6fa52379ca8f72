import { useParams } from '@tanstack/react-router';
import { NotesPanel, TimelinePanel } from '@/features/accounts';
import { FilesPanel } from '@/features/files';
import { SubjectTasks } from '@/features/tasks';
import { useText } from '@/i18n';
import { Chip } from '@/ui/Bits';
import { PageHead } from '@/ui/Panel';
import { Failure } from '@/ui/State';
import { ContactFacts } from './ContactFacts';
import { AccountOf } from './columns';
import css from './contacts.module.css';
import { LinePanel } from './LinePanel';
import { useContact } from './queries';
import { SayPanel } from './SayPanel';
import { TrashContact } from './TrashContact';

/** The page of a contact: who he is, to whom he reports, where he has a say, and what was written about him. */
export function ContactPage() {
  const { id } = useParams({ from: '/frame/contacts/$id' });
  const { label } = useText();
  const { data: contact, error, refetch } = useContact(id);
  if (error && !contact) return <Failure error={error} retry={() => void refetch()} />;
  if (!contact) return null;
  const subject = `contact:${contact.id}`;
  return (
    <div className={css.one}>
      <PageHead
        title={contact.name}
        beside={
          <>
            {contact.title && <span data-own>{contact.title}</span>}
            {contact.level_rank ? <Chip>{label('level_rank', String(contact.level_rank))}</Chip> : null}
            <AccountOf contact={contact} />
          </>
        }
      >
        {contact.may.includes('trash') && <TrashContact contact={contact} />}
      </PageHead>
      <div className={css.columns}>
        <div className={css.stack}>
          <ContactFacts contact={contact} />
          <NotesPanel subject={subject} />
          <TimelinePanel subject={subject} />
        </div>
        <div className={css.stack}>
          <SayPanel deals={contact.deals} account={contact.account_id} />
          <LinePanel contact={contact} />
          <SubjectTasks subject={subject} name={contact.name} />
          <FilesPanel subject={subject} />
        </div>
      </div>
    </div>
  );
}
