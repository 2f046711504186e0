import { createHash } from 'node:crypto';
import { SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../errors/domain-error.ts';
import { currentLocale } from './request-context.ts';

export const TAKES_FILE = Symbol('takes file');

/** Takes one file, as the multipart field `file`, of at most so many bytes. */
export const TakesFile = (largest: number) => SetMetadata(TAKES_FILE, largest);

/** A file as it came, whole. */
export interface Upload {
  name: string;
  content: Buffer;
  /** SHA-256, hexadecimal. */
  hash: string;
}

/** A paper of 20 MB over a line of half a megabit takes five and a half minutes. */
const SECONDS = 600;
const MIB = 1024 * 1024;

const NO_FILE = {
  'zh-CN': '没有收到文件：请以 file 为字段名附上一个文件。',
  en: 'No file came: attach one as the field "file".',
} as const;

/**
 * Everything that fails here is the sender's: a limit, no multipart body, or a line that broke in the middle of the file, which the parser
 * tells as an error of its own. None of it is a fault of the server.
 */
function refusal(error: unknown): unknown {
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return error instanceof DomainError || (typeof status === 'number' && status < 500)
    ? error
    : new DomainError('malformed');
}

const uploads = new WeakMap<FastifyRequest, Upload>();

/**
 * Takes the file in, before anything of the database is held: a slow line holds up nobody else. Nothing where the request is
 * no multipart one: the handler says so, to who may call it.
 */
export async function receiveFile(request: FastifyRequest, largest: number): Promise<void> {
  if (!request.isMultipart()) return;
  const late = setTimeout(() => request.raw.destroy(), SECONDS * 1000);
  try {
    const part = await request.file({ limits: { files: 1, fields: 5, fileSize: largest } });
    if (!part) throw new DomainError('invalid', {}, [{ pointer: '/file', message: NO_FILE[currentLocale()] }]);
    const content = await part.toBuffer();
    // The parser stops reading at the limit: what is cut short must not be kept as if it were whole.
    if (part.file.truncated) throw new DomainError('too-large', { limit: `${largest / MIB} MB` });
    const hash = createHash('sha256').update(content).digest('hex');
    uploads.set(request, { name: part.filename, content, hash });
  } catch (error) {
    throw refusal(error);
  } finally {
    clearTimeout(late);
  }
}

/** The file that came with the request. */
export const uploadOf = (request: FastifyRequest): Upload | undefined => uploads.get(request);
