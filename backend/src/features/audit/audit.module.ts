import { Module } from '@nestjs/common';
import { AuditController } from './audit.controller.ts';
import { Audit } from './audit.service.ts';
import { AuditStore } from './audit-store.ts';

@Module({ controllers: [AuditController], providers: [AuditStore, Audit], exports: [Audit] })
export class AuditModule {}
