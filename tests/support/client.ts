/** What a request came back with. */
export interface Reply<T> {
  status: number;
  headers: Headers;
  body: T;
}

interface Extra {
  headers?: Record<string, string>;
}

/** A signed-in browser, as far as HTTP goes: cookie, CSRF token and language. */
export class Client {
  constructor(
    readonly base: string,
    private readonly cookie = '',
    private readonly csrf = '',
    private readonly locale = 'en',
  ) {}

  /** The same session in another language. */
  speaking(locale: string): Client {
    return new Client(this.base, this.cookie, this.csrf, locale);
  }

  /** Headers of the session, for requests that tests make by themselves. */
  get session(): Record<string, string> {
    return {
      'accept-language': this.locale,
      ...(this.cookie && { cookie: this.cookie }),
      ...(this.csrf && { 'x-csrf-token': this.csrf }),
    };
  }

  async send<T>(method: string, path: string, body?: unknown, { headers = {} }: Extra = {}): Promise<Reply<T>> {
    const raw = body instanceof FormData || typeof body === 'string';
    const response = await fetch(this.base + path, {
      method,
      headers: {
        ...this.session,
        ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: raw ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json');
    return { status: response.status, headers: response.headers, body: (json ? JSON.parse(text) : text) as T };
  }

  get<T>(path: string, extra?: Extra): Promise<Reply<T>> {
    return this.send<T>('GET', path, undefined, extra);
  }

  post<T>(path: string, body: unknown = {}, extra?: Extra): Promise<Reply<T>> {
    return this.send<T>('POST', path, body, extra);
  }

  put<T>(path: string, body: unknown, extra?: Extra): Promise<Reply<T>> {
    return this.send<T>('PUT', path, body, extra);
  }

  patch<T>(path: string, body: unknown, extra?: Extra): Promise<Reply<T>> {
    return this.send<T>('PATCH', path, body, extra);
  }

  delete<T>(path: string, extra?: Extra): Promise<Reply<T>> {
    return this.send<T>('DELETE', path, undefined, extra);
  }

  /** Throws with the problem document where the answer is not `expected`. */
  async ok<T>(sent: Promise<Reply<T>>): Promise<T> {
    const { status, body } = await sent;
    if (status >= 400) throw new Error(`${status}: ${JSON.stringify(body, null, 1)}`);
    return body;
  }
}
