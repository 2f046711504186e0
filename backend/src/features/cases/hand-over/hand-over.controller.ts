import type { LocalizedText } from '@caseway/form-schemas';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { HandOverBody, HandOverOut, WorkloadOut } from '../../../contract/index.ts';
import { Transactions } from '../../../database/transactions.ts';
import { DomainError } from '../../../errors/domain-error.ts';
import { Access } from '../../../http/access.ts';
import { IdPipe } from '../../../http/params.ts';
import { currentLocale } from '../../../http/request-context.ts';
import { Returns } from '../../../http/returns.ts';
import { api } from '../../../http/schema.ts';
import { HANDING_OVER, handsOver } from '../../townships/scope-access.ts';
import { Users } from '../../users/users.service.ts';
import { HandOver } from './hand-over.service.ts';

const TO_THEMSELVES: LocalizedText = {
  'zh-CN': '不能移交给本人：请选择另一位同事，或由平台逐件选定。',
  en: 'This is the person themselves: choose somebody else, or let the platform choose case by case.',
};

/** What a person works on, and who takes it over. */
@Controller('users')
export class HandOverController {
  constructor(
    private readonly users: Users,
    private readonly handOver: HandOver,
    private readonly transactions: Transactions,
  ) {}

  @Get(':id/workload')
  @Access([...HANDING_OVER])
  @Returns(200, WorkloadOut)
  async workload(@Param('id', IdPipe) id: string): Promise<WorkloadOut> {
    const user = await this.users.byId(id);
    this.require(user.scopePath);
    return this.handOver.workloadOf(user);
  }

  @Post(':id/hand-over')
  @Access([...HANDING_OVER])
  @HttpCode(200)
  @Returns(200, HandOverOut)
  async carryOut(
    @Param('id', IdPipe) id: string,
    @Body({ schema: api(HandOverBody) }) { to, reason }: HandOverBody,
  ): Promise<HandOverOut> {
    const from = await this.users.byId(id);
    this.require(from.scopePath);
    if (to === id) throw new DomainError('invalid', {}, [{ pointer: '/to', message: TO_THEMSELVES[currentLocale()] }]);
    const taker = to === undefined ? null : await this.users.byId(to);
    // Also cases from which who orders it is recused: they see nothing of them, and somebody must work on them.
    return this.transactions.seeing(from.scopePath, () =>
      this.handOver.carryOut({
        from,
        to: taker,
        reason,
        where: ({ scopePath }) => this.mayOrder(scopePath),
      }),
    );
  }

  private mayOrder(scopePath: string): boolean {
    return handsOver(this.transactions.principal, scopePath);
  }

  private require(scopePath: string): void {
    if (!this.mayOrder(scopePath)) throw new DomainError('forbidden');
  }
}
