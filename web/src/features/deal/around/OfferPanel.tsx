import { Button, NumberInput, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, data } from '@/api/client';
import { useText } from '@/i18n';
import { percent, useFormat } from '@/i18n/format';
import { Chip } from '@/ui/Bits';
import { DayInput } from '@/ui/DayInput';
import { Panel } from '@/ui/Panel';
import { Begin, State } from '@/ui/State';
import { useDeal } from '../context';
import { Choices } from '../influences/form/Choices';
import { addFact, type Fact } from './acts';
import css from './around.module.css';
import { FactRow, useFacts } from './parts';

const tooMany = 150;
const tooLike = 0.8;

/** The editions of our proposal: who read it before, how thick it is, how much of it is ours for this customer. */
export function OfferPanel() {
  const { t } = useText();
  const { sheet, today, may, run } = useDeal();
  const [fresh, setFresh] = useState<string>();
  const next = Math.max(0, ...sheet.proposals.map((one) => one.edition ?? 1)) + 1;
  const add = () =>
    run(async () => setFresh((await addFact('proposals', sheet.deal.id, { edition: next, issued_on: today })).id));
  const side = may('edit') && sheet.proposals.length > 0 && (
    <Button
      size="compact-md"
      variant="default"
      leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />}
      onClick={() => void add()}
    >
      {t('offer.add', { n: next })}
    </Button>
  );
  return (
    <Panel title={t('offer.title')} side={side}>
      {sheet.proposals.length === 0 && (
        <State
          small
          title={t('offer.none')}
          act={may('edit') && <Begin onClick={() => void add()}>{t('offer.add', { n: next })}</Begin>}
        >
          {t('offer.none.why')}
        </State>
      )}
      <ul className={css.list}>
        {sheet.proposals.toReversed().map((one) => (
          <ProposalRow key={one.id} one={one} begin={one.id === fresh} />
        ))}
      </ul>
    </Panel>
  );
}

function ProposalRow({ one, begin }: { one: Fact<'proposals'>; begin: boolean }) {
  const { t } = useText();
  const { may } = useDeal();
  const format = useFormat();
  const { drop } = useFacts('proposals');
  const name = t('offer.edition', { n: one.edition ?? 1 });
  const thick = (one.pages ?? 0) > tooMany;
  return (
    <FactRow
      name={name}
      begin={begin}
      editor={may('edit') ? <ProposalEditor one={one} /> : undefined}
      onDrop={may('edit') ? () => drop(one) : undefined}
    >
      <strong>{name}</strong>
      {one.issued_on && <span className={css.small}>{t('offer.issued', { day: format.day(one.issued_on) })}</span>}
      {one.tb_feedback_on ? (
        <span className={css.small}>{t('offer.read', { day: format.day(one.tb_feedback_on) })}</span>
      ) : (
        <span className={css.late}>{t('offer.unread')}</span>
      )}
      {one.pages && <span className={thick ? css.late : css.small}>{t('offer.pages', { n: one.pages })}</span>}
      {one.summary !== undefined && (
        <Chip tone={one.summary ? 'good' : 'late'}>{t(one.summary ? 'offer.summary' : 'offer.no_summary')}</Chip>
      )}
      {one.similarity !== undefined && (
        <span className={one.similarity >= tooLike ? css.late : css.small}>
          {t('offer.similar', { share: percent(one.similarity) })}
        </span>
      )}
      <FileName id={one.attachment_id} />
    </FactRow>
  );
}

function useFiles() {
  const { deal } = useDeal().sheet;
  const query = { subject: `deal:${deal.id}` };
  return useQuery({
    queryKey: ['deal', deal.id, 'proposal files'],
    queryFn: ({ signal }) => data(api.GET('/api/attachments', { params: { query }, signal })),
  });
}

function FileName({ id }: { id: string | undefined }) {
  const files = useFiles().data?.items ?? [];
  const file = files.find((one) => one.id === id);
  if (!file) return null;
  return <a href={`/api/attachments/${file.id}`}>{file.name}</a>;
}

function ProposalEditor({ one }: { one: Fact<'proposals'> }) {
  const { t } = useText();
  const { sheet, today } = useDeal();
  const { change } = useFacts('proposals');
  const files = (useFiles().data?.items ?? []).filter((file) => file.subject_id === sheet.deal.id);
  return (
    <>
      <div className={css.pair}>
        <DayInput
          label={t('field.issued_on')}
          max={today}
          value={one.issued_on}
          onChange={(day) => change(one, { issued_on: day ?? null })}
        />
        <DayInput
          label={t('field.tb_feedback_on')}
          max={today}
          value={one.tb_feedback_on}
          onChange={(day) => change(one, { tb_feedback_on: day ?? null })}
        />
        <Whole
          label={t('field.pages')}
          value={one.pages}
          max={100_000}
          onSave={(pages) => change(one, { pages: pages ?? null })}
        />
        <Whole
          label={t('offer.similarity')}
          value={one.similarity === undefined ? undefined : Math.round(one.similarity * 100)}
          max={100}
          onSave={(share) => change(one, { similarity: share === undefined ? null : share / 100 })}
        />
      </div>
      <Choices
        flat
        legend={t('field.summary')}
        options={[
          { value: 'yes', label: t('answer.yes') },
          { value: 'no', label: t('answer.no') },
        ]}
        value={one.summary === undefined ? undefined : one.summary ? 'yes' : 'no'}
        onChange={(said) => change(one, { summary: said === 'yes' })}
      />
      <Select
        label={t('field.attachment')}
        placeholder={t('offer.file')}
        clearable
        data={files.map((file) => ({ value: file.id, label: file.name }))}
        value={one.attachment_id ?? null}
        onChange={(id) => change(one, { attachment_id: id })}
      />
    </>
  );
}

interface WholeProps {
  label: string;
  value: number | undefined;
  max: number;
  onSave: (value: number | undefined) => void;
}

function Whole({ label, value, max, onSave }: WholeProps) {
  const [typed, setTyped] = useState<number | string>(value ?? '');
  const save = () => {
    const next = typed === '' ? undefined : Number(typed);
    if (next !== value) onSave(next);
  };
  return (
    <NumberInput
      label={label}
      min={0}
      max={max}
      allowDecimal={false}
      hideControls
      value={typed}
      onChange={setTyped}
      onBlur={save}
    />
  );
}
