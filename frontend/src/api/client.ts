import type { Problem } from '@caseway/backend/contract';

/** A refusal of the server, in the words of the user's language. */
export class ApiProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiProblem';
    this.problem = problem;
  }

  get status(): number {
    return this.problem.status;
  }
}

/** The same try had been done before, with other content: it was not done again, and is not by sending it once more. */
export const wasDoneBefore = (error: unknown): error is ApiProblem =>
  error instanceof ApiProblem && /:(idempotency-mismatch|answer-withheld|already-filed)$/.test(error.problem.type);

/** The server could not be reached at all. */
export class OfflineError extends Error {
  constructor() {
    super('offline');
    this.name = 'OfflineError';
  }
}

interface Options {
  body?: unknown;
  query?: Record<string, string | number | boolean | undefined>;
  ifMatch?: string | undefined;
  ifNoneMatch?: string | undefined;
  /** The same key for the same try, also when it is sent again. */
  idempotencyKey?: string;
  /** Ends the request; it then throws the signal's reason. */
  signal?: AbortSignal;
}

export interface Answer<T> {
  data: T;
  etag: string | undefined;
}

interface Connection {
  csrfToken: string;
  locale: string;
  /** Asks the user to sign in again; true: done, the request may be sent once more. */
  signIn: () => Promise<boolean>;
}

const connection: Connection = { csrfToken: '', locale: 'zh-CN', signIn: async () => false };

/** Tells the client who is signed in and in which language answers are wanted. */
export function configureClient(change: Partial<Connection>): void {
  Object.assign(connection, change);
}

export function urlOf(path: string, query: Options['query'] = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') params.set(name, String(value));
  }
  const text = params.toString();
  return `/api${path}${text ? `?${text}` : ''}`;
}

function headersOf(method: string, { body, ifMatch, ifNoneMatch, idempotencyKey }: Options): Headers {
  const headers = new Headers({ 'accept-language': connection.locale });
  if (method !== 'GET') headers.set('x-csrf-token', connection.csrfToken);
  if (body !== undefined && !(body instanceof FormData)) headers.set('content-type', 'application/json');
  if (ifMatch !== undefined) headers.set('if-match', ifMatch);
  if (ifNoneMatch !== undefined) headers.set('if-none-match', ifNoneMatch);
  if (idempotencyKey) headers.set('idempotency-key', idempotencyKey);
  return headers;
}

async function problemOf(response: Response): Promise<Problem> {
  const fallback: Problem = { type: 'about:blank', title: response.statusText || 'Error', status: response.status };
  if (!response.headers.get('content-type')?.includes('json')) return fallback;
  return response.json().catch(() => fallback);
}

async function send(method: string, path: string, options: Options): Promise<Response> {
  const { body } = options;
  try {
    return await fetch(urlOf(path, options.query), {
      method,
      headers: headersOf(method, options),
      credentials: 'same-origin',
      // Asked whether it changed: the server answers that, never the browser's own store.
      ...(options.ifNoneMatch !== undefined && { cache: 'no-store' as const }),
      ...(options.signal && { signal: options.signal }),
      ...(body !== undefined && { body: body instanceof FormData ? body : JSON.stringify(body) }),
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new OfflineError();
  }
}

async function answered(method: string, path: string, options: Options): Promise<Response> {
  const response = await send(method, path, options);
  if (response.status !== 401 || path.startsWith('/auth/') || !(await connection.signIn())) return response;
  return send(method, path, options);
}

/** Sends a request; throws ApiProblem or OfflineError. A session that ended is renewed by the user, and the request sent again. */
export async function call<T>(method: string, path: string, options: Options = {}): Promise<Answer<T>> {
  const response = await answered(method, path, options);
  if (!response.ok) throw new ApiProblem(await problemOf(response));
  const data = (response.status === 204 ? undefined : await response.json()) as T;
  return { data, etag: response.headers.get('etag') ?? undefined };
}

/** What is there now, or null where it still is what `etag` names. */
export async function getIfChanged<T>(path: string, etag: string): Promise<Answer<T> | null> {
  const response = await answered('GET', path, { ifNoneMatch: etag });
  if (response.status === 304) return null;
  if (!response.ok) throw new ApiProblem(await problemOf(response));
  return { data: (await response.json()) as T, etag: response.headers.get('etag') ?? undefined };
}

export const get = async <T>(path: string, query?: Options['query']): Promise<T> =>
  (await call<T>('GET', path, query ? { query } : {})).data;

/**
 * A key for one try of one change. It is kept until the change is done, whatever was answered: what was refused may be sent
 * with it again, and what was done without its answer arriving is not done twice.
 */
export const newKey = (): string => crypto.randomUUID();
