import { Module } from '@nestjs/common';
import { UsersModule } from '../users/users.module.ts';
import { AttachmentFiles } from './attachment-files.ts';
import { Attachments } from './attachments.service.ts';
import { AttachmentsStore } from './attachments-store.ts';

@Module({
  imports: [UsersModule],
  providers: [AttachmentsStore, AttachmentFiles, Attachments],
  exports: [Attachments],
})
export class AttachmentsModule {}
