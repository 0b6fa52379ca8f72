import { useQueryClient } from '@tanstack/react-query';
import { Problem } from '@/api/problem';
import { addInfluence, editInfluence } from '../acts';
import { useDeal } from '../context';
import { dealKeys } from '../keys';
import type { Influence, InfluencePatch } from '../types';
import { newInfluence, observations, personPatch, type Values } from './values';

/** Sends what the form about a person says, in one request: all of it is saved, or nothing. */
export function useSend(person: Influence | undefined) {
  const client = useQueryClient();
  const { sheet, today, conflicted } = useDeal();
  const deal = sheet.deal.id;

  const change = async (known: Influence, patch: InfluencePatch) => {
    try {
      await editInfluence(known.id, known.version, patch);
    } catch (error) {
      const again = (version: number) => editInfluence(known.id, version, patch);
      conflicted(error, { kind: 'influence', id: known.id, mine: meant(patch), again });
      throw error;
    }
  };
  return async (before: Values, after: Values, key: string): Promise<void> => {
    const patch = personPatch(before, after, today);
    try {
      if (!person) await addInfluence(deal, newInfluence(after, today), key);
      else if (Object.keys(patch).length > 0) await change(person, patch);
    } catch (error) {
      const seen = observations(before, after, today).map(({ field }) => field);
      throw placed(error, seen);
    } finally {
      void client.invalidateQueries({ queryKey: ['deal'] });
      void client.invalidateQueries({ queryKey: dealKeys.all(deal) });
    }
  };
}

/** The values that a change would give the person, observed ones included. */
function meant({ seen, sways: _sways, ...plain }: InfluencePatch): Record<string, unknown> {
  return { ...plain, ...Object.fromEntries((seen ?? []).map(({ field, value }) => [field, value])) };
}

/** A refusal whose fields are those of the form: a new contact's name is new_name, seen[0].value what was seen. */
function placed(error: unknown, seen: string[]): unknown {
  if (!(error instanceof Problem)) return error;
  const place = (field: string | undefined) => {
    const [, index] = field?.match(/^seen\[(\d+)\]/) ?? [];
    if (index) return seen[Number(index)];
    return field?.replace(/^new_contact\.|^name$/, (match) => (match === 'name' ? 'new_name' : 'new_'));
  };
  return new Problem(error.status, {
    code: error.code,
    detail: error.message,
    params: error.params,
    request_id: error.requestId,
    errors: error.faults.map((fault) => ({ ...fault, field: place(fault.field) })),
  });
}
