import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../errors/domain-error.ts';
import { FieldCipher } from '../../secrets/field-cipher.ts';
import { LoginThrottleStore } from './login-throttle-store.ts';

interface Rule {
  /** Failures that are free. */
  free: number;
  /** Longest wait, in seconds: each failure beyond the free ones doubles it from one second. */
  longest: number;
  /** After so many quiet seconds everything is forgotten. */
  window: number;
}

/**
 * Guessing at one account from one address is slowed down soon and for long; the account as a whole hardly, so that nobody can
 * lock a colleague out from elsewhere; an address that tries many accounts, in between.
 */
const RULES: Record<'pair' | 'account' | 'address', Rule> = {
  pair: { free: 5, longest: 900, window: 3600 },
  account: { free: 30, longest: 15, window: 900 },
  address: { free: 60, longest: 60, window: 900 },
};

/** What is counted, and by which rule; kept as keyed hashes: people type their passwords where their name belongs. */
const whatIsCounted = (username: string, address: string): [string, Rule][] => [
  [`pair ${username} ${address}`, RULES.pair],
  [`account ${username}`, RULES.account],
  [`address ${address}`, RULES.address],
];

/** The wait that a failure brings, in seconds. */
export function waitAfter(failures: number, { free, longest }: Rule): number {
  return failures <= free ? 0 : Math.min(longest, 2 ** Math.min(failures - free - 1, 20));
}

/** Slows guessing down. Must run in a transaction that commits whatever comes of the sign-in. */
@Injectable()
export class LoginThrottle {
  constructor(
    @Inject(LoginThrottleStore)
    private readonly store: Pick<LoginThrottleStore, 'blockedUntil' | 'countFailure' | 'block' | 'forget'>,
    @Inject(FieldCipher) private readonly cipher: Pick<FieldCipher, 'keyedHash'>,
  ) {}

  /** Throws `too-many-attempts` with the seconds to wait. */
  async check(username: string, address: string, now: Date): Promise<void> {
    const until = await this.store.blockedUntil(this.keysOf(username, address).map(([key]) => key));
    if (until && until > now) {
      throw new DomainError('too-many-attempts', { seconds: Math.ceil((until.getTime() - now.getTime()) / 1000) });
    }
  }

  async failed(username: string, address: string, now: Date): Promise<void> {
    for (const [key, rule] of this.keysOf(username, address)) {
      const failures = await this.store.countFailure(key, now, new Date(now.getTime() - rule.window * 1000));
      const wait = waitAfter(failures, rule);
      if (wait > 0) await this.store.block(key, new Date(now.getTime() + wait * 1000));
    }
  }

  async succeeded(username: string, address: string): Promise<void> {
    const [pair, account] = this.keysOf(username, address).map(([key]) => key);
    await this.store.forget([pair, account].filter((key) => key !== undefined));
  }

  private keysOf(username: string, address: string): [string, Rule][] {
    return whatIsCounted(username, address).map(([text, rule]) => [
      this.cipher.keyedHash('sign-in', text).toString('hex'),
      rule,
    ]);
  }
}
