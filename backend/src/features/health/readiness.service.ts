import { setTimeout } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { HealthStore } from './health-store.ts';

/** A supervisor gives up after a few seconds: it is told before that. */
const LONGEST_WAIT_MS = 1500;

/** Whether the process can serve now. */
@Injectable()
export class Readiness {
  private asking: Promise<boolean> | undefined;

  constructor(private readonly store: HealthStore) {}

  async isReady(): Promise<boolean> {
    return Promise.race([this.asked(), setTimeout(LONGEST_WAIT_MS, false, { ref: false })]);
  }

  /** One question at a time, however many supervisors ask: a database that does not answer is not buried in them. */
  private asked(): Promise<boolean> {
    this.asking ??= this.store.answers().finally(() => {
      this.asking = undefined;
    });
    return this.asking;
  }
}
