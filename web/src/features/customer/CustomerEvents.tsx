import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useRef } from 'react';
import { api, data, ifMatch, once } from '@/api/client';
import { usePeople } from '@/api/people';
import type { components } from '@/api/schema';
import { useSession } from '@/api/session';
import { Choices } from '@/features/deal/influences/form/Choices';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { Chip } from '@/ui/Bits';
import { DayInput } from '@/ui/DayInput';
import { FormProblem } from '@/ui/FormProblem';
import { Begin, State } from '@/ui/State';
import { sayRefused } from '@/ui/toast';
import { bind, useDraft } from '@/ui/useDraft';
import css from './customer.module.css';

type Event = components['schemas']['AccountEvent'];

const kinds = ['reorganisation', 'leader_change', 'merger', 'budget_cut', 'other'] as const;

interface CustomerEventsProps {
  account: string;
  events: readonly Event[];
  editable: boolean;
  /** Something was changed: read it again. */
  changed: () => void;
}

/** The changes at a customer, the latest first, and whether somebody thought through what they mean. */
export function CustomerEvents({ account, events, editable, changed }: CustomerEventsProps) {
  const { t } = useText();
  const list = events.toSorted((a, b) => b.on.localeCompare(a.on));
  return (
    <>
      {list.length === 0 && (
        <State small title={t('customer.none')} act={editable && <Begin />}>
          {t('customer.none.why')}
        </State>
      )}
      <ul className={css.list}>
        {list.map((event) => (
          <EventRow key={event.id} event={event} editable={editable} changed={changed} />
        ))}
      </ul>
      {editable && <NewEvent account={account} changed={changed} />}
    </>
  );
}

function EventRow({ event, editable, changed }: { event: Event; editable: boolean; changed: () => void }) {
  const { t, label } = useText();
  const format = useFormat();
  const people = usePeople().data?.items ?? [];
  const kind = label('account_event', event.kind);
  const call = { params: { path: { id: event.id } }, headers: ifMatch(event.version) };
  const act = async (send: () => Promise<unknown>) => {
    try {
      await send();
    } catch (error) {
      sayRefused(error);
    }
    changed();
  };
  const by = people.find((one) => one.id === event.reviewed_by_id)?.name ?? '';
  const review = () => act(() => data(api.PATCH('/api/account-events/{id}', { ...call, body: { reviewed: true } })));
  const drop = () => act(() => data(api.DELETE('/api/account-events/{id}', call)));
  return (
    <li className={css.event}>
      <span className={css.say}>
        <Chip tone={event.reviewed_on ? undefined : 'late'}>{kind}</Chip>
        <span className={css.small}>{format.day(event.on)}</span>
        {event.text && <span className={css.text}>{event.text}</span>}
        <span className={event.reviewed_on ? css.small : css.late}>
          {event.reviewed_on
            ? t('customer.reviewed', { name: by, day: format.day(event.reviewed_on) })
            : t('customer.unreviewed')}
        </span>
        {editable && !event.reviewed_on && (
          <Button size="compact-xs" variant="subtle" onClick={() => void review()}>
            {t('customer.review')}
          </Button>
        )}
      </span>
      {editable && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={t('around.drop', { name: kind })}
          title={t('around.drop', { name: kind })}
          onClick={() => void drop()}
        >
          <IconX size={16} stroke={1.6} />
        </ActionIcon>
      )}
    </li>
  );
}

function NewEvent({ account, changed }: { account: string; changed: () => void }) {
  const { t, label } = useText();
  const { workspace } = useSession();
  const input = useRef<HTMLInputElement>(null);
  const draft = useDraft({
    name: `customer.event.${account}`,
    initial: { text: '', kind: 'other' as (typeof kinds)[number], on: workspace.today },
    send: (body, key) =>
      data(api.POST('/api/accounts/{id}/events', { params: { path: { id: account } }, headers: once(key), body })),
    done: () => {
      input.current?.focus();
      changed();
    },
  });
  const { values } = draft;
  return (
    <form className={css.form} {...draft.formProps}>
      <FormProblem draft={draft} />
      <TextInput
        data-line
        ref={input}
        aria-label={t('customer.new')}
        placeholder={t('customer.new')}
        maxLength={2000}
        {...bind(draft, 'text')}
      />
      {values.text !== '' && (
        <>
          <Choices
            legend={t('customer.kind')}
            options={kinds.map((value) => ({ value, label: label('account_event', value) }))}
            value={values.kind}
            onChange={(kind) => draft.set('kind', kind)}
          />
          <div className={css.foot}>
            <DayInput
              aria-label={t('field.on')}
              max={workspace.today}
              value={values.on}
              error={draft.errors.on}
              onChange={(day) => draft.set('on', day ?? workspace.today)}
            />
            <Button type="submit" variant="light" loading={draft.state === 'sending'}>
              {t('act.add')}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}
