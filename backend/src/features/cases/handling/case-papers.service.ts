import { Injectable } from '@nestjs/common';

import type { AttachmentOut } from '../../../contract/index.ts';
import { Transactions } from '../../../database/transactions.ts';
import { DomainError } from '../../../errors/domain-error.ts';
import { Attachments } from '../../attachments/attachments.service.ts';
import { mayUnmask, mayWork } from '../case/case-access.ts';
import { CaseGround } from '../case/case-ground.service.ts';
import { CaseLookup } from '../case/case-lookup.service.ts';
import { CaseRecord } from '../case/case-record.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { Present } from '../case/present.ts';

/** Papers of a case: added by who works on it, opened by who may see personal data; both are recorded. */
@Injectable()
export class CasePapers {
  constructor(
    private readonly attachments: Attachments,
    private readonly cases: CaseLookup,
    private readonly record: CaseRecord,
    private readonly ground: CaseGround,
    private readonly transactions: Transactions,
    private readonly present: Present,
  ) {}

  /** The case, for who may add papers to it: asked before the upload is read. */
  async forAdding(caseId: string): Promise<CaseRow> {
    const row = await this.cases.byId(caseId);
    if (!mayWork(this.transactions.principal, row, await this.ground.of(row))) throw new DomainError('forbidden');
    return row;
  }

  async add(row: CaseRow, { name, content }: { name: string; content: Buffer }): Promise<AttachmentOut> {
    const added = await this.attachments.add({ caseId: row.id, scopePath: row.scopePath }, name, content);
    const { id: attachment, sha256, size } = added;
    await this.record.write(await this.of(row), {
      type: 'timeline',
      kind: 'attachment',
      details: { name: added.name },
    });
    const after = { attachment, sha256, size };
    await this.record.write(await this.of(row), { type: 'audit', action: 'attachment.add', before: null, after });
    return added;
  }

  /** A paper with its content; each look is recorded. */
  async open(caseId: string, id: string): ReturnType<Attachments['open']> {
    const row = await this.cases.byId(caseId);
    const ground = await this.ground.of(row);
    if (!mayUnmask(this.transactions.principal, row, ground))
      throw new DomainError(ground.accuses ? 'accusation' : 'personal-data');
    const opened = await this.attachments.open(caseId, id);
    const after = { attachment: id, sha256: opened.file.sha256 };
    await this.record.write(await this.of(row), { type: 'audit', action: 'attachment.read', before: null, after });
    return opened;
  }

  private async of({ id: caseId, scopePath }: CaseRow) {
    return { caseId, scopePath, actorId: this.transactions.principal.userId, at: await this.present.now() };
  }
}
