import { Button, Modal, Skeleton } from '@mantine/core';
import { usePeople } from '@/api/people';
import { worded } from '@/features/deal/template';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';

import { Failure } from '@/ui/State';
import css from '../settings.module.css';
import { type OwnContent, type OwnUse, useOwnVersions } from './queries';

interface VersionsProps {
  own: OwnUse;
  onTake: (content: OwnContent) => void;
  onClose: () => void;
}

/** The versions of a template: who made them and when; an earlier one can be taken as the draft of the next. */
export function VersionsDialog({ own, onTake, onClose }: VersionsProps) {
  const { t, lang } = useText();
  const format = useFormat();
  const people = usePeople();
  const list = useOwnVersions(own.code);
  const name = worded(own.content.name, lang);
  return (
    <Modal opened onClose={onClose} title={t('templates.versions.of', { name })} size="lg">
      {list.isPending && <Skeleton height={96} />}
      {list.isError && <Failure error={list.error} retry={() => void list.refetch()} />}
      <ul className={css.rows}>
        {list.data?.items.map(({ number, by_id, recorded_at, content }) => (
          <li key={number} className={css.row}>
            <span className={css.what}>
              <strong>{t('templates.version', { number })}</strong>
              <span className={css.small}>
                <span data-own>{people.data?.items.find(({ id }) => id === by_id)?.name}</span>{' '}
                {`${format.day(recorded_at)} ${format.clock(recorded_at)}`}
              </span>
              <span data-own>{worded(content.name, lang)}</span>
            </span>
            {number !== own.number && (
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => {
                  onTake({ ...content, retired: own.content.retired });
                  onClose();
                }}
              >
                {t('templates.take')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Modal>
  );
}
