import { ActionIcon } from '@mantine/core';
import { IconCornerLeftUp, IconPencil } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useText } from '@/i18n';
import { Chip } from '@/ui/Bits';
import { ContactLink } from '../links';
import type { ChartContact } from '../types';
import css from './chart.module.css';

interface PersonCardProps {
  person: ChartContact;
  /** Name of the superior. */
  line?: string;
  department?: string;
  onEdit?: () => void;
}

/** A person of the chart: name, title, level, the superior, and the roles on deals that the reader sees. */
export function PersonCard({ person, line, department, onEdit }: PersonCardProps) {
  const { t, label } = useText();
  const open = person.deals.filter(({ status }) => status === 'open');
  return (
    <div className={css.card}>
      <div className={css.name}>
        <ContactLink contact={person} strong />
        {person.level_rank ? <Chip>{label('level_rank', String(person.level_rank))}</Chip> : null}
        {onEdit && (
          <ActionIcon
            className={css.edit}
            variant="subtle"
            color="gray"
            size="sm"
            title={t('fact.edit', { name: person.name })}
            aria-label={t('fact.edit', { name: person.name })}
            onClick={onEdit}
          >
            <IconPencil size={14} />
          </ActionIcon>
        )}
      </div>
      <span className={css.title} data-own>
        {person.title || t('contact.no_title')}
        {department && ` · ${department}`}
      </span>
      {line && (
        <span className={css.line} title={t('contact.field.reports_to_id')}>
          <IconCornerLeftUp size={13} aria-hidden />
          <span className="visually-hidden">{t('contact.field.reports_to_id')}</span>
          {line}
        </span>
      )}
      {open.map((deal) => (
        <Link
          key={deal.influence_id}
          to={`/deals/${deal.deal_id}` as '/deals'}
          className={css.deal}
          title={deal.deal_name}
        >
          {deal.roles.map((role) => (
            <Chip key={role} tone="accent">
              {label('role', role)}
            </Chip>
          ))}
          <span className={css.dealName} data-own>
            {deal.deal_name}
          </span>
        </Link>
      ))}
    </div>
  );
}
