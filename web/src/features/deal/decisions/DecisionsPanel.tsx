import { ActionIcon, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useText } from '@/i18n';
import { number } from '@/i18n/format';
import { Unknown } from '@/ui/Bits';
import { Panel } from '@/ui/Panel';
import { Begin, State } from '@/ui/State';
import { useDeal } from '../context';
import { AddRow } from '../entries/AddRow';
import { addDecision, type Decision, type DecisionPatch, dropDecision, editDecision } from '../entries/acts';
import { Cell } from '../entries/Cell';
import css from '../entries/entries.module.css';
import { Taps } from '../entries/Taps';
import { useDrop } from '../useDrop';

const kinds = ['solution', 'product', 'vendor', 'price'] as const;
const marks = ['is_key', 'featured'] as const;
const topWeight = 1000;
const topScore = 10;
const limit = 255;

/** By what the customer decides, how much each counts, and what everyone gets. */
export function DecisionsPanel() {
  const { t } = useText();
  const { sheet, may, run } = useDeal();
  const { items, weight, unknown, featured } = sheet.decisions;
  const place = Math.max(0, ...items.map((one) => one.place ?? 0)) + 1;
  return (
    <Panel title={t('decision.title')}>
      {items.length === 0 && (
        <State small title={t('decision.none')} act={may('edit') && <Begin />}>
          {t('decision.none.why')}
        </State>
      )}
      {items.length > 0 && (
        <>
          <div className={css.scroll}>
            <table className={css.table}>
              <Head />
              <tbody>
                {items.map((one) => (
                  <Row key={one.id} one={one} />
                ))}
              </tbody>
            </table>
          </div>
          <p className={css.foot}>
            <strong className={weight === 100 ? undefined : css.late}>
              {t('decision.total', { n: number(weight) })}
            </strong>
            {unknown > 0 && <span>{t('decision.unknown', { n: unknown })}</span>}
            <span>{t('decision.featured', { n: number(featured) })}</span>
          </p>
        </>
      )}
      {may('edit') && (
        <AddRow
          name={t('decision.add')}
          limit={limit}
          onAdd={(name) => run(() => addDecision(sheet.deal.id, { name, place }))}
        />
      )}
    </Panel>
  );
}

function Head() {
  const { t } = useText();
  const { competitors } = useDeal().sheet;
  return (
    <thead>
      <tr>
        <th scope="col">{t('decision_criterion.field.name')}</th>
        <th scope="col">{t('field.kind')}</th>
        <th scope="col">{t('field.weight')}</th>
        <th scope="col">
          {t('field.is_key')} · {t('field.featured')}
        </th>
        <th scope="col">{t('decision.ours')}</th>
        {competitors.map((rival) => (
          <th key={rival.id} scope="col">
            {rival.name}
          </th>
        ))}
        <th scope="col" title={t('decision.leverage.why')}>
          {t('decision.leverage')}
        </th>
        <td />
      </tr>
    </thead>
  );
}

function Row({ one }: { one: Decision }) {
  const { t, label } = useText();
  const { sheet, may, run } = useDeal();
  const locked = !may('edit');
  const change = (patch: DecisionPatch) => void run(() => editDecision(one, patch));
  const drop = useDrop();
  const scores: Record<string, number> = { ...one.rival_scores };
  const give = (rival: string, score: number | null) => {
    const { [rival]: _gone, ...others } = scores;
    change({ rival_scores: score === null ? others : { ...others, [rival]: score } });
  };
  return (
    <tr>
      <th scope="row">{one.name}</th>
      <td>
        <Select
          size="xs"
          w={104}
          clearable
          aria-label={`${t('field.kind')}: ${one.name}`}
          disabled={locked}
          data={kinds.map((kind) => ({ value: kind, label: label('criterion_kind', kind) }))}
          value={one.kind ?? null}
          onChange={(kind) => change({ kind: kind as DecisionPatch['kind'] })}
        />
      </td>
      <td>
        <Cell
          name={`${t('field.weight')}: ${one.name}`}
          value={one.weight}
          top={topWeight}
          step={5}
          disabled={locked}
          onChange={(weight) => change({ weight })}
        />
      </td>
      <td>
        <span className={css.choices}>
          {marks.map((mark) => (
            <Taps
              key={mark}
              hideName
              name={`${t(`field.${mark}`)}: ${one.name}`}
              codes={['yes'] as const}
              said={() => t(`field.${mark}`)}
              value={one[mark] ? 'yes' : undefined}
              disabled={locked}
              onChange={(code) => change({ [mark]: code === 'yes' })}
            />
          ))}
        </span>
      </td>
      <td>
        <Cell
          name={t('decision.score', { who: t('decision.ours'), name: one.name })}
          value={one.our_score}
          top={topScore}
          disabled={locked}
          onChange={(our_score) => change({ our_score })}
        />
      </td>
      {sheet.competitors.map((rival) => (
        <td key={rival.id}>
          <Cell
            name={t('decision.score', { who: rival.name, name: one.name })}
            value={scores[rival.id]}
            top={topScore}
            disabled={locked}
            onChange={(score) => give(rival.id, score)}
          />
        </td>
      ))}
      <td className={css.number}>
        {typeof one.leverage === 'number' ? number(one.leverage) : <Unknown title={t('value.unknown')} />}
      </td>
      <td>
        {!locked && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            aria-label={t('decision.drop', { name: one.name })}
            title={t('decision.drop', { name: one.name })}
            onClick={() => void drop('decision_criterion', one.id, () => dropDecision(one))}
          >
            <IconX size={16} stroke={1.6} />
          </ActionIcon>
        )}
      </td>
    </tr>
  );
}
