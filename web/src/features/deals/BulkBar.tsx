import { Button, Modal, Popover, TagsInput } from '@mantine/core';
import { useState } from 'react';
import type { Bulk, Refusal } from '@/api/types';
import { useText } from '@/i18n';
import { PersonPicker } from '@/ui/Pickers';
import { say, sayRefused } from '@/ui/toast';
import css from './deals.module.css';
import form from './form.module.css';
import { useBulk, useTags } from './queries';

interface BulkBarProps {
  ids: string[];
  /** Names by id, for the list of refused deals. */
  name: (id: string) => string;
  onClear: () => void;
}

/** What can be done with the selected deals: give them to another owner, add or take away tags. */
export default function BulkBar({ ids, name, onClear }: BulkBarProps) {
  const { t } = useText();
  const bulk = useBulk();
  const [refused, setRefused] = useState<Refusal[]>([]);
  const send = (change: Omit<Bulk, 'ids'>) =>
    bulk.mutate(
      { ids, ...change },
      {
        onError: sayRefused,
        onSuccess: (result) => {
          say(t('bulk.done', { n: result.done.length }));
          setRefused(result.refused);
          if (result.refused.length === 0) onClear();
        },
      },
    );
  return (
    <section className={css.bulk} aria-label={t('bulk.label')}>
      <span className={css.bulkCount} role="status">
        {t('bulk.selected', { n: ids.length })}
      </span>
      <OwnerAct busy={bulk.isPending} onChoose={(owner_id) => send({ owner_id })} />
      <TagAct busy={bulk.isPending} title={t('bulk.add_tags')} onChoose={(add_tags) => send({ add_tags })} />
      <TagAct busy={bulk.isPending} title={t('bulk.remove_tags')} onChoose={(remove_tags) => send({ remove_tags })} />
      <Button variant="subtle" color="gray" onClick={onClear}>
        {t('bulk.clear')}
      </Button>
      <Modal
        opened={refused.length > 0}
        onClose={() => setRefused([])}
        title={t('bulk.refused', { n: refused.length })}
      >
        <ul className={css.refused}>
          {refused.map((one) => (
            <li key={one.id}>
              <strong>{name(one.id)}</strong>
              <span>{one.detail}</span>
            </li>
          ))}
        </ul>
      </Modal>
    </section>
  );
}

function OwnerAct({ busy, onChoose }: { busy: boolean; onChoose: (id: string) => void }) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const [owner, setOwner] = useState<string>();
  return (
    <Popover opened={open} onChange={setOpen} width={280} shadow="md" trapFocus>
      <Popover.Target>
        <Button variant="default" loading={busy} onClick={() => setOpen(!open)}>
          {t('bulk.owner')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={form.form}>
        <PersonPicker
          label={t('deal.field.owner')}
          value={owner}
          onChange={setOwner}
          comboboxProps={{ withinPortal: false }}
        />
        <Button
          disabled={!owner}
          onClick={() => {
            setOpen(false);
            if (owner) onChoose(owner);
          }}
        >
          {t('bulk.owner')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

function TagAct({ busy, title, onChoose }: { busy: boolean; title: string; onChoose: (tags: string[]) => void }) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<string[]>([]);
  const tags = useTags();
  return (
    <Popover opened={open} onChange={setOpen} width={280} shadow="md" trapFocus>
      <Popover.Target>
        <Button variant="default" loading={busy} onClick={() => setOpen(!open)}>
          {title}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={form.form}>
        <TagsInput
          label={t('deal.field.tags')}
          data={(tags.data?.items ?? []).map((tag) => tag.name)}
          value={chosen}
          onChange={setChosen}
          comboboxProps={{ withinPortal: false }}
        />
        <Button
          disabled={chosen.length === 0}
          onClick={() => {
            setOpen(false);
            setChosen([]);
            onChoose(chosen);
          }}
        >
          {title}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
