import { Injectable } from '@nestjs/common';

/** The present, as the whole backend sees it; a test puts its own in place and runs a year in seconds. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }

  /** The present that several instances agree on: the database's own, which `read` asks for. */
  async shared(read: () => Promise<Date>): Promise<Date> {
    return read();
  }
}
