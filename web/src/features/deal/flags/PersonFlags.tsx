import { FlagChip } from '@/ui/Bits';
import { useDeal } from '../context';
import { worstFirst } from './order';

/** The flags of one person as a mark before his name. */
export function PersonFlags({ person }: { person: string }) {
  const { flags } = useDeal().sheet;
  const his = worstFirst(
    flags.filter((flag) => flag.status !== 'accepted' && (flag.influence_id === person || flag.subject === person)),
  );
  return <FlagChip count={his.length} worst={his[0]?.severity} />;
}
