// A stand-in for the parts of schema.d.ts about imports that the server does not describe yet.
import type { Client } from 'openapi-fetch';
import { api } from '@/api/client';

export type State = 'detected' | 'checking' | 'checked' | 'running' | 'done' | 'failed' | 'undoing' | 'undone';
export type Kind = 'users' | 'products' | 'accounts' | 'contacts' | 'deals';
export type Verdict = 'stored' | 'updated' | 'same' | 'refused' | 'skipped';

export interface ImportHeader {
  index: number;
  header: string;
  filled: number;
  hidden?: boolean;
  dates?: string;
  samples: string[];
  suggest?: string;
  times?: number;
}
export interface ImportDetection {
  format: 'csv' | 'xlsx';
  encoding?: string;
  delimiter?: string;
  sheet?: string;
  header_row: number;
  sheets: { name: string; hidden?: boolean }[];
  columns: ImportHeader[];
  rows: number;
  refused: number;
  totals: number[];
  hidden_rows: number[];
  warnings: { code: string; count: number }[];
  date_system?: string;
}
export interface ImportColumn {
  column: string;
  field: string;
  times?: number;
  values?: Record<string, string>;
  dates?: string;
  serials?: string;
}
export interface ImportPlan {
  encoding?: string;
  delimiter?: string;
  sheet?: string;
  header_row?: number;
  columns?: ImportColumn[];
  defaults?: Record<string, string>;
  key?: 'match' | 'external';
  duplicate?: 'same' | 'new' | 'skip';
  source?: string;
  currency?: string;
  totals?: 'skip' | 'import';
}
export interface ImportReport {
  verdicts?: Partial<Record<Verdict, number>>;
  codes?: Record<string, number>;
  warnings?: Record<string, number>;
  made?: Record<string, number>;
  kept?: { kind: string; id: string; name?: string; why: 'changed' | 'needed' }[];
  kept_rows?: number;
}
export interface ImportField {
  code: string;
  type: string;
  required?: boolean;
}
export interface Import {
  id: string;
  version: number;
  created_at: string;
  by_id: string;
  kind: Kind;
  state: State;
  file_name: string;
  file_size: number;
  done_rows: number;
  total_rows: number;
  problem?: string;
  detection: ImportDetection;
  mapping: ImportPlan;
  report: ImportReport;
  fields: ImportField[];
  may: string[];
}
export interface ImportRow {
  record: number;
  verdict: Verdict;
  code?: string;
  column?: string;
  title?: string;
  warnings?: { code: string; column?: string; params?: Record<string, unknown> }[];
}
export interface List<Item> {
  items: Item[];
  next_cursor?: string;
}
type Answer<Result> = { 200: { content: { 'application/json': Result } } };
type Get<Result, Params> = { parameters: Params; responses: Answer<Result> };
type Send<Result, Params, Body> = {
  parameters: Params;
  requestBody?: { content: { 'application/json': Body } };
  responses: Answer<Result>;
};
type ById = { path: { id: string } };
type RowsQuery = ById & { query?: { verdict?: string; code?: string; cursor?: string; limit?: number } };
interface Planned {
  '/api/imports': {
    get: Get<List<Import>, Record<never, never>>;
    post: Send<Import, Record<never, never>, FormData>;
  };
  '/api/imports/{id}': { get: Get<Import, ById>; patch: Send<Import, ById, ImportPlan> };
  '/api/imports/{id}/rows': { get: Get<List<ImportRow>, RowsQuery> };
  '/api/imports/{id}/check': { post: Send<Import, ById, undefined> };
  '/api/imports/{id}/run': { post: Send<Import, ById, undefined> };
  '/api/imports/{id}/undo': { post: Send<Import, ById, undefined> };
}
export const server = api as unknown as Client<Planned>;
