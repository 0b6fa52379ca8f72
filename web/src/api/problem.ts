// Refusals of the server (application/problem+json) as an error that screens can show and forms can place.

/** One fault of a request: its code, the field at fault and the text in the user's language. */
export interface Fault {
  code: string;
  field?: string;
  detail?: string;
  params?: Record<string, unknown>;
}

interface Body extends Partial<Fault> {
  status?: number;
  kind?: string;
  title?: string;
  errors?: Fault[] | null;
  request_id?: string;
}

/** Status of a Problem that never reached the server: the line is down. */
export const offline = 0;

/** A refusal. `message` is the server's text for people; `status` is 0 when the server was not reached. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly field?: string;
  readonly params: Record<string, unknown>;
  readonly faults: Fault[];
  readonly requestId?: string;

  constructor(status: number, body: Body = {}) {
    super(body.detail || body.title || '');
    this.name = 'Problem';
    this.status = status;
    this.code = body.code ?? (status === offline ? 'offline' : 'internal');
    this.field = body.field;
    this.params = body.params ?? {};
    this.requestId = body.request_id;
    this.faults = body.errors?.length ? body.errors : body.field ? [{ ...body, code: this.code }] : [];
  }

  /** The faults by field, for a form; faults of the whole request are left out. */
  byField(): Record<string, string> {
    const found: Record<string, string> = {};
    for (const fault of this.faults) {
      if (fault.field && !(fault.field in found)) found[fault.field] = fault.detail || this.message || fault.code;
    }
    return found;
  }
}

/** Reads the body of a refused answer; an answer that is no problem document gives a Problem with its status only. */
export async function readProblem(response: Response): Promise<Problem> {
  const type = response.headers.get('content-type') ?? '';
  if (!type.includes('json')) return new Problem(response.status);
  try {
    return new Problem(response.status, (await response.clone().json()) as Body);
  } catch {
    return new Problem(response.status);
  }
}

/** Tells whether an error is a refusal with one of the codes. */
export function isProblem(error: unknown, ...codes: string[]): error is Problem {
  return error instanceof Problem && (codes.length === 0 || codes.includes(error.code));
}
