import { Button, Modal } from '@mantine/core';
import { usePeople } from '@/api/people';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { Failure } from '@/ui/State';
import css from '../settings.module.css';
import { type Draft, draftOf } from './draft';
import { useVersions } from './queries';
import { useRuleText } from './text';

interface VersionsProps {
  /** The version in force. */
  now: number;
  onTake: (draft: Draft) => void;
  onClose: () => void;
}

/** The versions of the rules: who made them, when, why and what they change; an earlier one can be taken as the draft. */
export function VersionsDialog({ now, onTake, onClose }: VersionsProps) {
  const { t } = useText();
  const format = useFormat();
  const { title } = useRuleText();
  const { data: list, error, refetch } = useVersions();
  const people = usePeople();
  return (
    <Modal opened onClose={onClose} title={t('rules.versions')} size="lg">
      {error && !list && <Failure error={error} retry={() => void refetch()} />}
      <p className={css.hint}>{t('rules.take.own')}</p>
      <ul className={css.rows}>
        {list?.items.map(({ number, by_id, recorded_at, note, content }) => (
          <li key={number} className={css.row}>
            <span className={css.what}>
              <strong>{number === 1 ? t('rules.method') : t('rules.version', { number })}</strong>
              {recorded_at && (
                <span className={css.small}>
                  <span data-own>{people.data?.items.find(({ id }) => id === by_id)?.name}</span>{' '}
                  {`${format.day(recorded_at)} ${format.clock(recorded_at)}`}
                </span>
              )}
              {note && <span data-own>{note}</span>}
              <span className={css.small}>
                {[...content.changes.map(({ rule }) => rule), ...(content.own ?? []).map(({ code }) => code ?? '')]
                  .map((rule) => `${rule} ${title(rule)}`)
                  .join(' · ') || t('rules.method.as')}
              </span>
            </span>
            {number === now ? (
              <span className={css.small}>{t('rules.now')}</span>
            ) : (
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => {
                  onTake(draftOf(content.changes));
                  onClose();
                }}
              >
                {t('rules.take')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Modal>
  );
}
