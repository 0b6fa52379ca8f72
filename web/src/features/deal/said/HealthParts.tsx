import { useText } from '@/i18n';
import { number, percent, support } from '@/i18n/format';
import { useDeal } from '../context';
import { healthPlaces } from '../places';
import { Group, Met, PartLink, Person, Row, ShareRow, To, Withheld } from './bits';
import css from './said.module.css';
import { tenth } from './signed';

/** The health index: the six parts of its base, each opened, and what the flags take off. */
export function HealthParts() {
  const { t, label } = useText();
  const { health, parts } = useDeal().sheet;
  if (!health || !parts) return null;
  return (
    <>
      <p className={css.formula}>
        {t('said.health.sum', { base: tenth(health.base), penalty: tenth(health.penalty), dhi: number(health.dhi) })}
      </p>
      <Group title={label('health', 'base')} sum={tenth(health.base)}>
        {parts.base.map((share) => (
          <ShareRow
            key={share.code}
            share={share}
            name={<To place={healthPlaces[share.code]} name={label('health', share.code)} />}
          />
        ))}
      </Group>
      {parts.withheld ? (
        <Withheld />
      ) : (
        <>
          <Penalty />
          <Support />
          <Group title={label('health', 'COV')} sum={percent(health.COV)}>
            {parts.coverage.map(({ code, met }) => (
              <Row key={code} name={label('coverage', code)} value={<Met met={met} />} />
            ))}
          </Group>
          <Known />
        </>
      )}
      <Group title={label('health', 'PRC')} sum={percent(health.PRC)}>
        {parts.process.map((share) => (
          <ShareRow key={share.code} share={share} name={label('process_part', share.code)} />
        ))}
      </Group>
      <p className={css.formula}>
        <PartLink part="score">{t('said.see_score')}</PartLink>
      </p>
    </>
  );
}

function Penalty() {
  const { t, label } = useText();
  const { health, parts } = useDeal().sheet;
  const list = parts?.penalty ?? [];
  const capped = (health?.penalty_raw ?? 0) > (health?.penalty ?? 0);
  return (
    <Group title={label('health', 'penalty')} sum={`−${tenth(health?.penalty ?? 0)}`}>
      {list.length === 0 && <li className={css.none}>{t('flag.none')}</li>}
      {list.map((flag) => (
        <Row
          key={`${flag.rule}${flag.subject ?? ''}`}
          name={<To place="flags" name={label('rule', `${flag.rule}.title`)} />}
          note={
            <>
              {label('severity', flag.severity)} {flag.subject && <Person id={flag.subject} />}
            </>
          }
          value={`−${tenth(flag.points)}`}
        />
      ))}
      {capped && <li className={css.none}>{t('said.capped', { raw: tenth(health?.penalty_raw ?? 0) })}</li>}
    </Group>
  );
}

function Support() {
  const { t, label } = useText();
  const { health, parts, influences } = useDeal().sheet;
  const list = parts?.support ?? [];
  const known = (id: string) => influences.find((person) => person.id === id)?.support !== undefined;
  return (
    <Group title={label('health', 'SUP')} sum={percent(health?.SUP ?? 0)}>
      {list.length === 0 && (
        <li className={css.none}>
          <To place="people" name={t('said.nobody')} />
        </li>
      )}
      {list.map((one) => (
        <Row
          key={one.influence_id}
          name={<Person id={one.influence_id} />}
          note={t('said.weight', { weight: number(one.weight) })}
          value={known(one.influence_id) ? support(one.support) : t('said.counts_as', { value: support(one.support) })}
        />
      ))}
    </Group>
  );
}

function Known() {
  const { t, label } = useText();
  const { health, parts } = useDeal().sheet;
  const items = parts?.info ?? [];
  const open = items.filter(({ value }) => value < 1);
  return (
    <Group title={label('health', 'INF')} sum={percent(health?.INF ?? 0)}>
      <li className={css.none}>{t('said.info', { known: items.length - open.length, due: items.length })}</li>
      {open.map(({ item, value }) => (
        <Row
          key={item}
          name={<To place="info" name={label('info', String(item))} />}
          value={label('info_status', value > 0 ? 'partial' : 'unknown')}
        />
      ))}
    </Group>
  );
}
