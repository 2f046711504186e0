import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import {
  ChangePasswordBody,
  CreatedToken,
  CreateTokenBody,
  LoginBody,
  Page,
  SessionOut,
  TokenOut,
} from '../../contract/index.ts';
import { Access, BeforePasswordChange, SessionOnly, WithoutTransaction } from '../../http/access.ts';
import { signedInOf } from '../../http/auth.guard.ts';
import { IdPipe } from '../../http/params.ts';
import { Returns } from '../../http/returns.ts';
import { api } from '../../http/schema.ts';
import { Auth, SESSION_COOKIE } from './auth.service.ts';

@Controller('auth')
export class AuthController {
  constructor(private readonly auth: Auth) {}

  @Post('login')
  @Access('public')
  @WithoutTransaction()
  @HttpCode(200)
  @Returns(200, SessionOut)
  async login(
    @Body({ schema: api(LoginBody) }) body: Static<typeof LoginBody>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionOut> {
    const from = { address: request.ip, userAgent: request.headers['user-agent']?.slice(0, 300) ?? null };
    const { token, session } = await this.auth.login(body.username, body.password, from);
    reply.setCookie(SESSION_COOKIE, token, {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: request.protocol === 'https',
    });
    return session;
  }

  @Get('session')
  @Access('any')
  @BeforePasswordChange()
  @Returns(200, SessionOut)
  async session(@Req() request: FastifyRequest): Promise<SessionOut> {
    return this.auth.current(signedInOf(request)?.sessionId ?? null, request.cookies[SESSION_COOKIE]);
  }

  @Post('logout')
  @SessionOnly()
  @Access('any')
  @BeforePasswordChange()
  @HttpCode(204)
  async logout(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.auth.logout(signedInOf(request)?.sessionId ?? null);
    reply.clearCookie(SESSION_COOKIE, { path: '/' });
  }

  @Post('password')
  @SessionOnly()
  @WithoutTransaction()
  @Access('any')
  @BeforePasswordChange()
  @HttpCode(204)
  async password(
    @Body({ schema: api(ChangePasswordBody) }) body: Static<typeof ChangePasswordBody>,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const signedIn = signedInOf(request);
    if (signedIn) await this.auth.changePassword(signedIn, request.ip, body.currentPassword, body.newPassword);
  }

  @Get('tokens')
  @Access('any')
  @Returns(200, Page(TokenOut))
  async tokens() {
    return { items: await this.auth.tokens(), nextCursor: null };
  }

  @Post('tokens')
  @SessionOnly()
  @Access('any')
  @Returns(201, CreatedToken)
  async createToken(@Body({ schema: api(CreateTokenBody) }) body: CreateTokenBody) {
    return this.auth.createToken(body);
  }

  @Delete('tokens/:id')
  @SessionOnly()
  @Access('any')
  @HttpCode(204)
  async revokeToken(@Param('id', IdPipe) id: string): Promise<void> {
    await this.auth.revokeToken(id);
  }
}
