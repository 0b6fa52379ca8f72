// The mapping of an import while it is edited: pure changes of the plan, and what is still missing in it.
import type { Column, Field, Header, Plan, PlanPatch } from './types';

/** How a column is mapped, if it is. */
export function mapped(plan: Plan, header: string): Column | undefined {
  return plan.columns?.find(({ column }) => column === header);
}

/** The plan with one column mapped to a field; without a field the column is left out. */
export function withField(plan: Plan, header: Header, field: string | undefined): Plan {
  const others = (plan.columns ?? []).filter(({ column }) => column !== header.header);
  if (!field) return { ...plan, columns: others };
  const before = mapped(plan, header.header);
  const same = before?.field === field;
  const next: Column = same ? before : { column: header.header, field, ...(header.times && { times: header.times }) };
  return { ...plan, columns: [...others, next] };
}

/** The plan with other details of a mapped column. */
export function withDetail(plan: Plan, header: string, detail: Partial<Column>): Plan {
  const columns = (plan.columns ?? []).map((one) => (one.column === header ? { ...one, ...detail } : one));
  return { ...plan, columns };
}

/** The plan with a default for rows that have none of a field; without a text there is no default. */
export function withDefault(plan: Plan, field: string, text: string | undefined): Plan {
  const { [field]: _gone, ...others } = plan.defaults ?? {};
  return { ...plan, defaults: text ? { ...others, [field]: text } : others };
}

/** Required fields that neither a column nor a default fills. */
export function missing(plan: Plan, fields: Field[]): Field[] {
  const given = new Set((plan.columns ?? []).map(({ field }) => field));
  return fields.filter(({ code, required }) => required && !given.has(code) && !plan.defaults?.[code]);
}

/** The texts of a column that differ, as they stand in its samples. */
export function distinct(samples: string[]): string[] {
  return [...new Set(samples.map((text) => text.trim()).filter(Boolean))];
}

/** The part of a plan that the mapping step sends; null clears. */
export function asPatch({ columns, defaults, key, duplicate, source, currency, totals }: Plan): PlanPatch {
  return { columns, defaults, key, duplicate, totals, source: source ?? null, currency: currency ?? null };
}
