import type { LoggerService } from '@nestjs/common';
import type { Logger as Pino } from 'pino';
import { isError } from '../errors/told-error.ts';

/** Nest's own log lines through pino: one line an event, as JSON. */
export class NestLogger implements LoggerService {
  constructor(private readonly pino: Pino) {}

  log(message: unknown, context?: string): void {
    this.write('debug', message, context);
  }

  warn(message: unknown, context?: string): void {
    this.write('warn', message, context);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest.at(-1));
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest.at(-1));
  }

  private write(level: 'debug' | 'warn' | 'error' | 'fatal', message: unknown, context: unknown): void {
    // Nest gives a trace where a context could be: neither a trace nor an error's own members are fields.
    const where = typeof context === 'string' && !context.includes('\n') ? { context } : {};
    if (isError(message)) this.pino[level]({ err: message, ...where });
    else if (typeof message === 'object' && message !== null) this.pino[level]({ ...message, ...where });
    else this.pino[level](where, String(message));
  }
}
