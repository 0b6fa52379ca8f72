import { useQueryClient } from '@tanstack/react-query';
import { useText } from '@/i18n';
import { sayRefused, sayUndo } from '@/ui/toast';
import { undoMove } from '../acts';
import type { Deal } from '../types';

/** What follows a move of the deal: every list of deals is read again, and the move can be taken back for a moment. */
export function useMoved() {
  const { t, label } = useText();
  const client = useQueryClient();
  const after = () => void client.invalidateQueries({ queryKey: ['deal'] });
  const offerUndo = (moved: Pick<Deal, 'id' | 'version' | 'name' | 'stage'>) => {
    after();
    const place = `${moved.stage ?? ''} ${label('stage', moved.stage)}`;
    sayUndo(t('board.moved', { name: moved.name, place }), () => {
      undoMove(moved).catch(sayRefused).finally(after);
    });
  };
  return { after, offerUndo };
}
