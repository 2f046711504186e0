import { Controller, Get, Query } from '@nestjs/common';
import { AuditOut, AuditQuery } from '../../contract/index.ts';
import { Access, TakesTime } from '../../http/access.ts';
import { Returns } from '../../http/returns.ts';
import { api } from '../../http/schema.ts';
import { Audit } from './audit.service.ts';

/** Who did what, chained, verifiable. */
@Controller('audit')
export class AuditController {
  constructor(private readonly audit: Audit) {}

  @Get()
  @TakesTime()
  @Access(['platform-admin', 'auditor', 'township-lead'])
  @Returns(200, AuditOut)
  async list(@Query({ schema: api(AuditQuery) }) query: AuditQuery): Promise<AuditOut> {
    return this.audit.list(query);
  }
}
