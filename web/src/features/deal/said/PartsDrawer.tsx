import { Drawer } from '@mantine/core';
import { PageLink } from '@/features/handbook/PageLink';
import { useText } from '@/i18n';
import { usePhone } from '@/ui/usePhone';
import { useDeal } from '../context';
import { goTo, type Place } from '../places';
import { BellParts } from './BellParts';
import { Lead } from './bits';
import { HealthParts } from './HealthParts';
import { AdjustedParts, ChanceParts, ForecastParts, GapParts } from './MoneyParts';
import { BidParts, ScoreParts } from './ScoreParts';
import { SymptomParts } from './SymptomParts';
import css from './said.module.css';

// The drawer gives the focus back before the page moves.
const afterClose = 60;

const numbers = {
  health: ['health.dhi', HealthParts],
  score: ['qualify.risk', ScoreParts],
  chance: ['deal.field.win_prob', ChanceParts],
  forecast: ['said.forecast', ForecastParts],
  adjusted: ['said.adjusted', AdjustedParts],
  gap: ['said.gap', GapParts],
  bid: ['said.bid', BidParts],
} as const;

/** What a number, a symptom or a strength is made of, and where on the page each part stands. */
export default function PartsDrawer({ part, onClose }: { part: string; onClose: () => void }) {
  const { t, label } = useText();
  const { sheet } = useDeal();
  const phone = usePhone();
  const go = (place: Place) => {
    onClose();
    setTimeout(() => goTo(place), afterClose);
  };
  const symptom = sheet.symptoms.find(({ id }) => id === part);
  const bell = sheet.bells.find(({ id }) => id === part);
  const [name, Body] = numbers[part as keyof typeof numbers] ?? [];
  if (!symptom && !bell && !Body) return null;
  const title = name ? t(name) : label(symptom ? 'symptom' : 'strength', `${part}.title`);
  return (
    <Drawer
      opened
      onClose={onClose}
      position={phone ? 'bottom' : 'right'}
      size={phone ? '85%' : 480}
      padding="lg"
      title={<strong>{title}</strong>}
      closeButtonProps={{ 'aria-label': t('act.close') }}
    >
      <Lead value={go}>
        {Body && <Body />}
        {symptom && <SymptomParts symptom={symptom} />}
        {bell && <BellParts bell={bell} />}
      </Lead>
      {!Body && (
        <p className={css.formula}>
          <PageLink topic={`${symptom ? 'symptom' : 'strength'}:${part}`} />
        </p>
      )}
    </Drawer>
  );
}
