// An import for tests: a healthy one that was just detected; spoil one member.
import type { Import, Row } from './types';

export function anImport(change: Partial<Import> = {}): Import {
  return {
    id: '70',
    version: 1,
    created_at: '2026-11-20T02:00:00.000Z',
    by_id: '11',
    kind: 'accounts',
    state: 'detected',
    file_name: '客户名单.csv',
    file_size: 2048,
    done_rows: 0,
    total_rows: 3,
    detection: {
      format: 'csv',
      encoding: 'gb18030',
      delimiter: ',',
      header_row: 2,
      sheets: [],
      columns: [
        { index: 0, header: '单位名称', filled: 3, samples: ['江洲重工', '华曜新能源'], suggest: 'name' },
        { index: 1, header: '年营收（万元）', filled: 2, samples: ['1200'], suggest: 'revenue', times: 10000 },
        { index: 2, header: '备用', filled: 0, hidden: true, samples: [] },
      ],
      rows: 3,
      refused: 0,
      totals: [5],
      hidden_rows: [],
      warnings: [{ code: 'header_guessed', count: 1 }],
    },
    mapping: {
      columns: [{ column: '单位名称', field: 'name' }],
      key: 'match',
      duplicate: 'same',
      source: '客户名单',
      totals: 'skip',
    },
    report: {},
    fields: [
      { code: 'name', type: 'company', required: true },
      { code: 'revenue', type: 'amount' },
      { code: 'owner', type: 'line' },
    ],
    may: ['edit', 'check'],
    ...change,
  };
}

/** The verdicts of a dry run. */
export const someRows: Row[] = [
  { record: 3, verdict: 'stored', title: '江洲重工' },
  { record: 4, verdict: 'refused', code: 'amount_unparsed', column: '年营收（万元）' },
];
