// The addresses of accounts and contacts, and their names as links.
import { Link } from '@tanstack/react-router';
import css from './accounts.module.css';

/** The address of an account. */
export function accountPath(id: string): string {
  return `/accounts/${id}`;
}

/** The address of a contact. */
export function contactPath(id: string): string {
  return `/contacts/${id}`;
}

interface Named {
  id: string;
  name: string;
}

/** The name of an account as a link to it. */
export function AccountLink({ account, strong }: { account: Named; strong?: boolean }) {
  return (
    <Link
      to="/accounts/$id"
      params={{ id: account.id }}
      className={strong ? css.strong : css.link}
      title={account.name}
      data-own
    >
      {account.name}
    </Link>
  );
}

/** The name of a contact as a link to the person. */
export function ContactLink({ contact, strong }: { contact: Named; strong?: boolean }) {
  return (
    <Link
      to="/contacts/$id"
      params={{ id: contact.id }}
      className={strong ? css.strong : css.link}
      title={contact.name}
      data-own
    >
      {contact.name}
    </Link>
  );
}

/** The name of a deal as a link to it. */
export function DealLink({ deal }: { deal: Named }) {
  return (
    <Link to={`/deals/${deal.id}` as '/deals'} className={css.strong} title={deal.name} data-own>
      {deal.name}
    </Link>
  );
}
