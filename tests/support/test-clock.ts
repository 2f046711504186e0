import { Clock } from '../../backend/src/clock/clock.ts';

/** The morning on which test offices open: a Monday, no holiday near, 9:00 in Shanghai. */
export const START = new Date('2026-03-02T01:00:00.000Z');

/** A present that stands still until the test moves it. */
export class TestClock extends Clock {
  constructor(private at: Date = START) {
    super();
  }

  override now(): Date {
    return new Date(this.at);
  }

  override async shared(): Promise<Date> {
    return this.now();
  }

  set(at: Date | string): void {
    this.at = new Date(at);
  }

  advance({ days = 0, hours = 0, minutes = 0 }: { days?: number; hours?: number; minutes?: number }): void {
    this.at = new Date(this.at.getTime() + ((days * 24 + hours) * 60 + minutes) * 60_000);
  }
}
