import { IconLifebuoy, IconUserQuestion } from '@tabler/icons-react';
import { useText } from '@/i18n';
import { Chip, Support } from '@/ui/Bits';
import { PersonFlags } from '../flags/PersonFlags';
import type { Influence, Role } from '../types';
import css from './people.module.css';

/** The code of a support value as the styles know it. */
export function supportCode(support: number | undefined): string {
  if (support === undefined) return 'unknown';
  return `${support < 0 ? 'm' : 'p'}${Math.abs(support)}`;
}

/** A person in one line of words, for those who hear the page. */
export function useSpoken(): (person: Influence) => string {
  const { t, label } = useText();
  return (person) => {
    return [
      person.name,
      person.title,
      ...(person.roles ?? []).map((role) => label('role', role)),
      person.influence && `${t('fact.influence')} ${label('influence', person.influence)}`,
      person.support ? label('support', supportCode(person.support)) : t('value.unknown_support'),
      person.mode_now && label('mode', person.mode_now),
      person.silent_days && t('person.silent', { n: person.silent_days }),
    ]
      .filter(Boolean)
      .join(', ');
  };
}

interface PersonCardProps {
  person: Influence;
  /** His support on another day than today. */
  then?: { support: number | undefined };
}

/** A person as a card: support as left edge and chip, influence as the weight of the border, silence as hatching. */
export function PersonCard({ person, then }: PersonCardProps) {
  const { t, label } = useText();
  const { silent_days: silent } = person;
  const coach = person.roles?.includes('CO');
  const { support } = then ?? person;
  return (
    <div
      className={css.card}
      data-support={supportCode(support)}
      data-level={person.influence ?? 'unknown'}
      data-silent={Boolean(silent)}
      data-left={!person.present}
    >
      <span className={css.cardHead}>
        <PersonFlags person={person.id} />
        {coach && <IconLifebuoy size={15} stroke={1.8} className={css.coach} aria-hidden />}
        <strong className={css.name} title={person.name}>
          {person.name}
        </strong>
        <Support value={support} />
      </span>
      <span className={css.post} title={person.title}>
        {person.title ?? t('person.no_title')}
      </span>
      <span className={css.chips}>
        {(person.roles ?? []).map((role) => (
          <Chip key={role}>{label('role', role)}</Chip>
        ))}
        {person.mode_now && <Chip>{label('mode', person.mode_now)}</Chip>}
        {person.hidden && <Chip tone="late">{t('visibility.hidden')}</Chip>}
        {!person.present && <Chip tone="late">{t('person.left')}</Chip>}
        {silent && <span className={css.silent}>{t('person.silent', { n: silent })}</span>}
      </span>
    </div>
  );
}

/** A role that nobody holds yet. */
export function GhostCard({ role }: { role: Role }) {
  const { t, label } = useText();
  return (
    <div className={css.ghost}>
      <span className={css.cardHead}>
        <IconUserQuestion size={16} stroke={1.6} aria-hidden />
        <strong className={css.name}>{t('person.ghost', { role: label('role', role) })}</strong>
      </span>
      <span className={css.post}>{t('person.ghost.act')}</span>
    </div>
  );
}
