import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import Type, { type Static } from 'typebox';
import {
  CreatedUser,
  CreateUserBody,
  Page,
  Person,
  RoleName,
  UpdateUserBody,
  UserOut,
  UserQuery,
} from '../../contract/index.ts';
import { Access } from '../../http/access.ts';
import { IfMatch, setEtag } from '../../http/etag.ts';
import { IdPipe } from '../../http/params.ts';
import { Returns } from '../../http/returns.ts';
import { api } from '../../http/schema.ts';
import { Scopes } from '../townships/scopes.service.ts';
import { Users, userOut } from './users.service.ts';

/** Who leads an office knows who works in it, and hands over what somebody leaves. */
const READERS = ['platform-admin', 'auditor', 'township-lead', 'centre'] as const;

const AssignableQuery = Type.Object({
  role: RoleName,
  scope: Type.String({ minLength: 1, maxLength: 100, description: 'id or key of a scope' }),
});

/** People and roles. */
@Controller('users')
export class UsersController {
  constructor(
    private readonly users: Users,
    private readonly scopes: Scopes,
  ) {}

  @Get()
  @Access([...READERS])
  @Returns(200, Page(UserOut))
  async list(@Query({ schema: api(UserQuery) }) query: UserQuery) {
    return this.users.list(query);
  }

  @Get(':id')
  @Access([...READERS])
  @Returns(200, UserOut, 'tagged')
  async read(@Param('id', IdPipe) id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<UserOut> {
    const user = userOut(await this.users.byId(id));
    setEtag(reply, String(user.version));
    return user;
  }

  /** Names of the people who can take work of a role at a place. */
  @Get('assignable')
  @Access('any')
  @Returns(200, Page(Person))
  async assignable(@Query({ schema: api(AssignableQuery) }) query: Static<typeof AssignableQuery>) {
    const { scopePath } = await this.scopes.byKeyOrId(query.scope);
    const people = await this.users.findByRole({ role: query.role, scopePath });
    return { items: people.map(({ id, displayName }) => ({ id, displayName })), nextCursor: null };
  }

  @Post()
  @Access(['platform-admin'])
  @Returns(201, CreatedUser)
  async create(@Body({ schema: api(CreateUserBody) }) body: CreateUserBody) {
    return this.users.create(body);
  }

  @Patch(':id')
  @Access(['platform-admin'])
  @HttpCode(200)
  @Returns(200, CreatedUser, 'tagged')
  async update(
    @Param('id', IdPipe) id: string,
    @IfMatch() ifMatch: string,
    @Body({ schema: api(UpdateUserBody) }) body: UpdateUserBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const updated = await this.users.update(id, body, ifMatch);
    setEtag(reply, String(updated.user.version));
    return updated;
  }
}
