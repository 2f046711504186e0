import { Global, Module } from '@nestjs/common';
import { Authenticator } from '../../http/authenticator.ts';
import { AuditModule } from '../audit/audit.module.ts';
import { TownshipsModule } from '../townships/townships.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { AuthController } from './auth.controller.ts';
import { Auth } from './auth.service.ts';
import { LoginThrottle } from './login-throttle.ts';
import { LoginThrottleStore } from './login-throttle-store.ts';
import { SessionsStore } from './sessions-store.ts';

@Global()
@Module({
  imports: [UsersModule, TownshipsModule, AuditModule],
  controllers: [AuthController],
  providers: [SessionsStore, LoginThrottleStore, LoginThrottle, Auth, { provide: Authenticator, useExisting: Auth }],
  exports: [Authenticator],
})
export class AuthModule {}
