import { useNavigate } from '@tanstack/react-router';
import { useText } from '@/i18n';
import { Begin } from '@/ui/State';
import { useDeal } from '../context';

/** The act of a panel that lacks people: it opens the form about a new one, for those who may fill it in. */
export function AddPerson() {
  const { t } = useText();
  const { may } = useDeal();
  const navigate = useNavigate({ from: '/deals/$id' });
  if (!may('edit')) return null;
  const open = () => void navigate({ search: (now) => ({ ...now, person: 'new' }), replace: true, resetScroll: false });
  return <Begin onClick={open}>{t('people.add')}</Begin>;
}
