import { useText } from '@/i18n';
import { useDeal } from '../context';
import { bellPlaces } from '../places';
import { Group, Person, Row, To } from './bits';
import css from './said.module.css';

/** A strength that the deal has: how to use it, whom it rests on, and the flags it helps against. */
export function BellParts({ bell }: { bell: { id: string; subjects: string[] } }) {
  const { t, label } = useText();
  const { sheet } = useDeal();
  const helps = sheet.flags.filter((flag) => flag.status !== 'accepted' && flag.bells.includes(bell.id));
  const place = bellPlaces[bell.id] ?? 'people';
  return (
    <>
      <p className={css.do}>{label('strength', `${bell.id}.use`)}</p>
      <Group title={t('said.bell.rests')}>
        {bell.subjects.map((id) => (
          <Row key={id} name={<Person id={id} />} value="" />
        ))}
        {bell.subjects.length === 0 && <Row name={<To place={place} name={t('said.bell.deal')} />} value="" />}
      </Group>
      {helps.length > 0 && (
        <Group title={t('said.bell.helps')}>
          {helps.map((flag) => (
            <Row
              key={flag.id}
              name={<To place="flags" name={label('rule', `${flag.rule}.title`)} />}
              note={<span data-own>{flag.subject_name}</span>}
              value={label('severity', flag.severity)}
            />
          ))}
        </Group>
      )}
    </>
  );
}
