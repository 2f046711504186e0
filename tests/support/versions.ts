import type { DraftOut, VersionOut } from '../../backend/src/contract/index.ts';
import type { Client, Reply } from './client.ts';
import { activate } from './office.ts';

async function asRead(client: Client, at: string) {
  return { headers: { 'if-match': (await client.get(`${at}/draft`)).headers.get('etag') ?? '' } };
}

/** Publishes a document's draft as it stands. */
export async function publishDraft<T = VersionOut>(client: Client, at: string, body: object): Promise<Reply<T>> {
  return client.post<T>(`${at}/versions`, body, await asRead(client, at));
}

/** Throws a document's draft away, and what an open page saves of it while it is read. */
export async function discardDraft(client: Client, at: string): Promise<Reply<void>> {
  const discarded = await client.delete<void>(`${at}/draft`, await asRead(client, at));
  return discarded.status === 412 ? discardDraft(client, at) : discarded;
}

/** Publishes another version of a document, changed in its draft; answers its number. Open findings are said to be wanted. */
export async function publishChanged<Content = Record<string, unknown>>(
  client: Client,
  kind: string,
  key: string,
  change: (content: Content) => void,
): Promise<number> {
  const at = `/api/${kind}/${key}`;
  const draft = await client.get<DraftOut>(`${at}/draft`);
  const content = structuredClone(draft.body.content) as Content;
  change(content);
  const headers = { 'if-match': draft.headers.get('etag') ?? '' };
  await client.ok(client.put(`${at}/draft`, { content }, { headers }));
  const body = { note: '测试', openFindings: { reason: '测试用' } };
  return (await client.ok(publishDraft(client, at, body))).number;
}

/** The same, put in force in a township. */
export async function changeInForce<Content = Record<string, unknown>>(
  admin: Client,
  townshipId: string,
  [kind, key]: readonly [kind: string, key: string],
  change: (content: Content) => void,
): Promise<number> {
  const version = await publishChanged(admin, kind, key, change);
  await activate(admin, townshipId, { versions: [{ kind, key, version }], reason: '测试' });
  return version;
}
