import { useText } from '@/i18n';
import { percent } from '@/i18n/format';
import { useDeal } from '../context';
import { signPlaces, symptomPlaces } from '../places';
import type { Symptom } from '../types';
import { Group, Row, ShareRow, To, Withheld } from './bits';
import css from './said.module.css';

/** A symptom of failure: why it matters, what to do, and the components or signs it was found by. */
export function SymptomParts({ symptom }: { symptom: Symptom }) {
  const { t, label } = useText();
  const { id, parts, signs, score, state } = symptom;
  const counted = id === 'DX-4';
  const withheld = useDeal().sheet.parts?.withheld;
  return (
    <>
      <p className={css.formula}>{label('symptom', `${id}.why`)}</p>
      <p className={css.do}>{label('symptom', `${id}.do`)}</p>
      <Group title={label('symptom_state', state)} sum={counted ? t('said.signs', { count: score }) : percent(score)}>
        {parts.map((share) => (
          <ShareRow
            key={share.code}
            share={share}
            name={<To place={symptomPlaces[share.code]} name={label('symptom_part', share.code)} />}
          />
        ))}
        {signs.map((sign) => (
          <Row
            key={sign}
            name={<To place={signPlaces[sign]} name={label('companion_sign', sign)} />}
            value={t('answer.yes')}
          />
        ))}
        {parts.length + signs.length === 0 && !withheld && <li className={css.none}>{t('said.symptom.none')}</li>}
      </Group>
      {withheld && <Withheld />}
      <p className={css.none}>{t(counted ? 'said.signs.line' : 'said.symptom.line')}</p>
    </>
  );
}
