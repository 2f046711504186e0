import { createHash } from 'node:crypto';
import type { ReadStream } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { fileTypeFromBuffer } from 'file-type';
import { Clock } from '../../clock/clock.ts';
import type { AttachmentOut } from '../../contract/index.ts';
import { Transactions } from '../../database/transactions.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { newId } from '../../new-id.ts';
import { Users } from '../users/users.service.ts';
import { AttachmentFiles } from './attachment-files.ts';
import { type AttachmentRow, AttachmentsStore } from './attachments-store.ts';

/** Types that an office needs, as found in the content itself; what a file calls itself is not believed. */
const ALLOWED: Record<string, string> = {
  'application/pdf': 'PDF',
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/webp': 'WebP',
  'image/heic': 'HEIC',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
  'audio/mpeg': 'MP3',
  'audio/wav': 'WAV',
  'video/mp4': 'MP4',
};
export const LARGEST_FILE = 20 * 1024 * 1024;
const TEXT = 'text/plain';
const MOST_PER_CASE = 200;

/** Plain text has no signature: it is what reads as UTF-8 without control characters. */
function isPlainText(content: Buffer): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    return !/[\u0000-\u0008\u000e-\u001f]/.test(text);
  } catch {
    return false;
  }
}

async function typeOf(content: Buffer): Promise<string> {
  const found = (await fileTypeFromBuffer(content))?.mime;
  const type = found ?? (isPlainText(content) ? TEXT : undefined);
  if (type && (type === TEXT || Object.hasOwn(ALLOWED, type))) return type;
  throw new DomainError('unsupported-media', { allowed: [...Object.values(ALLOWED), 'TXT'].join(', ') });
}

/** A name that is only a name: no folders, no control characters. */
function safeName(name: string): string {
  const base = name.split(/[\\/]/).at(-1) ?? '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
  return base.replace(/[\u0000-\u001f\u007f"<>|:*?]/g, '_').slice(-150) || 'file';
}

/** Papers of a case. */
@Injectable()
export class Attachments {
  constructor(
    private readonly store: AttachmentsStore,
    private readonly files: AttachmentFiles,
    private readonly users: Users,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async ofCase(caseId: string): Promise<AttachmentOut[]> {
    const rows = await this.store.ofCase(caseId);
    const names = await this.users.namesOf(rows.map((row) => row.uploadedBy));
    return rows.map((row) => attachmentOut(row, names.get(row.uploadedBy)?.displayName ?? '—'));
  }

  /** Adds a file to a case that the caller may work on. */
  async add(of: { caseId: string; scopePath: string }, name: string, content: Buffer): Promise<AttachmentOut> {
    if (content.length === 0) throw new DomainError('invalid', {}, [{ pointer: '/file', message: '0 B' }]);
    if (content.length > LARGEST_FILE) throw new DomainError('too-large', { limit: '20 MB' });
    if ((await this.store.ofCase(of.caseId)).length >= MOST_PER_CASE) {
      throw new DomainError('too-large', { limit: `${MOST_PER_CASE}` });
    }
    const { userId } = this.transactions.principal;
    if (!userId) throw new DomainError('forbidden');
    const row: AttachmentRow = {
      id: newId(),
      ...of,
      name: safeName(name),
      mediaType: await typeOf(content),
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      storageKey: newId(),
      uploadedBy: userId,
      // What the case's history says of it says the same.
      uploadedAt: await this.clock.shared(() => this.transactions.databaseNow()),
    };
    await this.files.write(row.storageKey, content);
    await this.store.add(row);
    return attachmentOut(row, this.transactions.principal.displayName);
  }

  /** A file of a case with its content; `not-found` where it is not of that case or not visible. */
  async open(caseId: string, id: string): Promise<{ file: AttachmentRow; content: ReadStream }> {
    const file = await this.store.byId(id);
    if (!file || file.caseId !== caseId) throw new DomainError('not-found', { what: `attachments/${id}` });
    return { file, content: this.files.read(file.storageKey) };
  }
}

function attachmentOut(row: AttachmentRow, uploader: string): AttachmentOut {
  const { id, name, mediaType, size, sha256, uploadedAt, uploadedBy } = row;
  return {
    id,
    name,
    mediaType,
    size,
    sha256,
    uploadedAt: uploadedAt.toISOString(),
    uploadedBy: { id: uploadedBy, displayName: uploader },
  };
}
