import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Key, useText } from '@/i18n';
import { Support } from '@/ui/Bits';
import css from './handbook.module.css';
import { situations, type Topic, useMeta } from './topics';

/** One page of the handbook. */
export function Article({ topic }: { topic: Topic }) {
  const { kind, code, title } = topic;
  return (
    <article className={css.article}>
      <p className={css.kind}>{topic.group}</p>
      <h2>
        {title}
        {/^[A-Z]+-\d/.test(code) && <small> {code}</small>}
      </h2>
      {kind === 'stage' && <Stage code={code} />}
      {kind === 'role' && <Role code={code} />}
      {kind === 'mode' && <Mode code={code} />}
      {kind === 'scale' && <Scale />}
      {kind === 'situation' && <Situations />}
      {kind === 'strength' && <Said kind={kind} code={code} parts={['use']} />}
      {(kind === 'symptom' || kind === 'bargain' || kind === 'compliance') && (
        <Said kind={kind} code={code} parts={['why', 'do']} />
      )}
      {kind === 'rule' && <Rule code={code} />}
    </article>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={css.section}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** What the catalogue says of a code, part by part; parts without a text are left out. */
function Said({ kind, code, parts }: { kind: string; code: string; parts: readonly string[] }) {
  const { t, label } = useText();
  return parts.map((part) => {
    const said = label(kind, `${code}.${part}`);
    if (said === `${code}.${part}`) return null;
    return (
      <Section key={part} title={t(`handbook.${part}` as Key)}>
        <p>{said}</p>
      </Section>
    );
  });
}

function Rule({ code }: { code: string }) {
  const { t } = useText();
  return (
    <>
      <Said kind="rule" code={code} parts={['why', 'do', 'helps']} />
      <p>
        <Link to="/flags" search={{ tab: 'team', rule: code }} className={css.link}>
          {t('handbook.flags')}
        </Link>
      </p>
    </>
  );
}

function Stage({ code }: { code: string }) {
  const { t, label } = useText();
  const stage = useMeta()?.stages.find((one) => one.code === code);
  if (!stage) return null;
  const { buyer_first: first, buyer_last: last } = stage;
  const buyer =
    first === last ? label('buyer_stage', first) : `${label('buyer_stage', first)} – ${label('buyer_stage', last)}`;
  return (
    <>
      <Section title={t('handbook.entry')}>
        <p>{label('stage', `${code}.entry`)}</p>
      </Section>
      <Section title={t('handbook.exit')}>
        <ol>
          {stage.criteria.map((x) => (
            <li key={x}>{label('criterion', `${code}.${x}`)}</li>
          ))}
        </ol>
      </Section>
      <dl className={css.facts}>
        <dt>{t('handbook.buyer')}</dt>
        <dd>{buyer}</dd>
        {stage.typical_days !== undefined && (
          <>
            <dt>{t('handbook.days')}</dt>
            <dd>{stage.typical_days}</dd>
          </>
        )}
        <dt>{t('handbook.chance')}</dt>
        <dd>{stage.probability} %</dd>
      </dl>
    </>
  );
}

function Role({ code }: { code: string }) {
  const { t, label } = useText();
  const modes = useMeta()?.lists.mode ?? [];
  return (
    <>
      <Section title={t('handbook.asks')}>
        <p>{label('role', `${code}.asks`)}</p>
      </Section>
      <Section title={t('handbook.by_mode')}>
        <dl className={css.pairs}>
          {modes.map((mode) => (
            <Pair
              key={mode}
              name={label('mode', mode)}
              topic={`mode:${mode}`}
              said={t(`tactic.do.${code}.${mode}` as Key)}
            />
          ))}
        </dl>
      </Section>
    </>
  );
}

function Mode({ code }: { code: string }) {
  const { t, label } = useText();
  const roles = useMeta()?.lists.role ?? [];
  return (
    <>
      <Section title={t('handbook.means')}>
        <p>{label('mode', `${code}.note`)}</p>
      </Section>
      <Section title={t('handbook.by_role')}>
        <dl className={css.pairs}>
          {roles.map((role) => (
            <Pair
              key={role}
              name={label('role', role)}
              topic={`role:${role}`}
              said={t(`tactic.do.${role}.${code}` as Key)}
            />
          ))}
        </dl>
      </Section>
    </>
  );
}

function Pair({ name, topic, said }: { name: string; topic: string; said: string }) {
  return (
    <>
      <dt>
        <Link to="/handbook" search={{ topic }} className={css.link}>
          {name}
        </Link>
      </dt>
      <dd>{said}</dd>
    </>
  );
}

function Scale() {
  const { label } = useText();
  return (
    <ul className={css.scale}>
      {useMeta()?.support.map(({ value, code }) => (
        <li key={code}>
          <Support value={value} />
          <strong>{label('support', code)}</strong>
          <span>{label('support', `${code}.anchor`)}</span>
        </li>
      ))}
    </ul>
  );
}

function Situations() {
  const { t, label } = useText();
  return (
    <ul className={css.situations}>
      {situations().map((code) => {
        const dont = label('tactic', `dont.${code}`);
        return (
          <li key={code}>
            <h3>{label('tactic', `why.${code}`)}</h3>
            <p>{label('tactic', `do.${code}`)}</p>
            {dont !== `dont.${code}` && (
              <p className={css.dont}>
                {t('handbook.dont')}: {dont}
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}
