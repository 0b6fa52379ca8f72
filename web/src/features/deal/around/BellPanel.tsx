import { useText } from '@/i18n';
import { Chip } from '@/ui/Bits';
import { Panel } from '@/ui/Panel';
import { Begin, State } from '@/ui/State';
import { useDeal } from '../context';
import type { Fact } from './acts';
import css from './around.module.css';
import { FactRow, Names, People, QuickAdd, SavedText, Tap, useFacts } from './parts';

const limit = 500;

/** Where we are stronger and weaker than the rivals, and to whom it matters. */
export function BellPanel() {
  const { t } = useText();
  const { sheet, may } = useDeal();
  return (
    <Panel title={t('bell.title')}>
      <div className={css.halves}>
        <section className={css.half}>
          <h3>{t('bell.strengths')}</h3>
          {sheet.strengths.length === 0 && (
            <State small title={t('bell.strengths.none')} act={may('edit') && <Begin />}>
              {t('bell.strengths.none.why')}
            </State>
          )}
          <ul className={css.list}>
            {sheet.strengths.map((one) => (
              <StrengthRow key={one.id} one={one} />
            ))}
          </ul>
          {may('edit') && (
            <QuickAdd
              room="strengths"
              label={t('bell.strength.new')}
              limit={limit}
              initial={{ text: '', unique: false, linked: [] as string[] }}
              body={(values) => values}
            >
              {({ values, set }) => (
                <>
                  <Tap on={values.unique} onChange={(on) => set('unique', on)}>
                    {t('field.only_ours')}
                  </Tap>
                  <People legend={t('field.linked')} value={values.linked} onChange={(ids) => set('linked', ids)} />
                </>
              )}
            </QuickAdd>
          )}
        </section>
        <section className={css.half}>
          <h3>{t('bell.weaknesses')}</h3>
          {sheet.weaknesses.length === 0 && (
            <State small title={t('bell.weaknesses.none')} act={may('edit') && <Begin />}>
              {t('bell.weaknesses.none.why')}
            </State>
          )}
          <ul className={css.list}>
            {sheet.weaknesses.map((one) => (
              <WeaknessRow key={one.id} one={one} />
            ))}
          </ul>
          {may('edit') && (
            <QuickAdd
              room="weaknesses"
              label={t('bell.weakness.new')}
              limit={limit}
              initial={{ text: '', affects: [] as string[] }}
              body={(values) => values}
            >
              {({ values, set }) => (
                <People legend={t('field.affects')} value={values.affects} onChange={(ids) => set('affects', ids)} />
              )}
            </QuickAdd>
          )}
        </section>
      </div>
    </Panel>
  );
}

function StrengthRow({ one }: { one: Fact<'strengths'> }) {
  const { t } = useText();
  const { may } = useDeal();
  const { change, drop } = useFacts('strengths');
  const editor = may('edit') && (
    <>
      <SavedText
        label={t('field.text')}
        value={one.text}
        limit={limit}
        required
        onSave={(text) => text && change(one, { text })}
      />
      <Tap on={one.unique ?? false} onChange={(unique) => change(one, { unique })}>
        {t('field.only_ours')}
      </Tap>
      <People legend={t('field.linked')} value={one.linked ?? []} onChange={(linked) => change(one, { linked })} />
    </>
  );
  return (
    <FactRow name={one.text} editor={editor || undefined} onDrop={may('edit') ? () => drop(one) : undefined}>
      <span>{one.text}</span>
      {one.unique && <Chip tone="good">{t('field.only_ours')}</Chip>}
      <Names of={one.linked} before="→" />
      {!one.linked?.length && <span className={css.late}>{t('bell.for_nobody')}</span>}
    </FactRow>
  );
}

function WeaknessRow({ one }: { one: Fact<'weaknesses'> }) {
  const { t } = useText();
  const { may } = useDeal();
  const { change, drop } = useFacts('weaknesses');
  const editor = may('edit') && (
    <>
      <SavedText
        label={t('field.text')}
        value={one.text}
        limit={limit}
        required
        onSave={(text) => text && change(one, { text })}
      />
      <People legend={t('field.affects')} value={one.affects ?? []} onChange={(affects) => change(one, { affects })} />
      <SavedText
        long
        label={t('weakness.field.plan')}
        value={one.plan}
        limit={4000}
        onSave={(plan) => change(one, { plan })}
      />
    </>
  );
  return (
    <FactRow name={one.text} editor={editor || undefined} onDrop={may('edit') ? () => drop(one) : undefined}>
      <span>{one.text}</span>
      <Names of={one.affects} before="→" />
      {one.plan ? <span className={css.text}>{one.plan}</span> : <span className={css.late}>{t('bell.no_plan')}</span>}
    </FactRow>
  );
}
