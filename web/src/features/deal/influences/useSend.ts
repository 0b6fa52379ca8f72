import { useQueryClient } from '@tanstack/react-query';
import { Problem } from '@/api/problem';
import { addInfluence, editInfluence, observe, setEdge } from '../acts';
import { useDeal } from '../context';
import { dealKeys } from '../keys';
import type { Influence, InfluencePatch } from '../types';
import { newInfluence, observations, plainChanges, type Values } from './values';

/** Sends what the form about a person says: his fields, then what was observed, then whom he sways. */
export function useSend(person: Influence | undefined) {
  const client = useQueryClient();
  const { sheet, today, conflicted } = useDeal();
  const deal = sheet.deal.id;

  const edges = async (id: string, before: string[], after: string[]) => {
    for (const to of after.filter((one) => !before.includes(one))) await setEdge(deal, id, to, true);
    for (const to of before.filter((one) => !after.includes(one))) await setEdge(deal, id, to, false);
  };
  const change = async (known: Influence, patch: InfluencePatch) => {
    try {
      await editInfluence(known.id, known.version, patch);
    } catch (error) {
      const again = (version: number) => editInfluence(known.id, version, patch);
      conflicted(error, { kind: 'influence', id: known.id, mine: patch, again });
      throw error;
    }
  };
  return async (before: Values, after: Values, key: string): Promise<void> => {
    try {
      if (!person) {
        const added = await addInfluence(deal, newInfluence(after, today), key);
        await edges(added.id, [], after.sways);
        return;
      }
      const patch = plainChanges(before, after);
      if (Object.keys(patch).length > 0) await change(person, patch);
      for (const seen of observations(before, after, today)) {
        await observe(person.id, { ...seen, evidence: seen.evidence || undefined });
      }
      await edges(person.id, before.sways, after.sways);
    } catch (error) {
      throw placed(error);
    } finally {
      void client.invalidateQueries({ queryKey: ['deal'] });
      void client.invalidateQueries({ queryKey: dealKeys.all(deal) });
    }
  };
}

/** A refusal whose fields are those of the form: a new contact's name is new_name. */
function placed(error: unknown): unknown {
  if (!(error instanceof Problem)) return error;
  const errors = error.faults.map((fault) => ({
    ...fault,
    field: fault.field?.replace(/^new_contact\.|^name$/, (match) => (match === 'name' ? 'new_name' : 'new_')),
  }));
  return new Problem(error.status, {
    code: error.code,
    detail: error.message,
    params: error.params,
    request_id: error.requestId,
    errors,
  });
}
