import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/transactions.ts';

export interface AttachmentRow {
  id: string;
  caseId: string;
  scopePath: string;
  name: string;
  mediaType: string;
  size: number;
  sha256: string;
  storageKey: string;
  uploadedBy: string;
  uploadedAt: Date;
}

const COLUMNS = `id, case_id AS "caseId", scope_path AS "scopePath", name, media_type AS "mediaType", size, sha256,
  storage_key AS "storageKey", uploaded_by AS "uploadedBy", uploaded_at AS "uploadedAt"`;

@Injectable()
export class AttachmentsStore {
  constructor(private readonly transactions: Transactions) {}

  async ofCase(caseId: string): Promise<AttachmentRow[]> {
    return this.transactions.query<AttachmentRow>(
      `SELECT ${COLUMNS} FROM attachment WHERE case_id = $1 ORDER BY uploaded_at, id`,
      [caseId],
    );
  }

  async byId(id: string): Promise<AttachmentRow | null> {
    const rows = await this.transactions.query<AttachmentRow>(`SELECT ${COLUMNS} FROM attachment WHERE id = $1`, [id]);
    return rows[0] ?? null;
  }

  async add(row: AttachmentRow): Promise<void> {
    await this.transactions.query(
      `INSERT INTO attachment (id, case_id, scope_path, name, media_type, size, sha256, storage_key, uploaded_by, uploaded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        row.id,
        row.caseId,
        row.scopePath,
        row.name,
        row.mediaType,
        row.size,
        row.sha256,
        row.storageKey,
        row.uploadedBy,
        row.uploadedAt,
      ],
    );
  }
}
