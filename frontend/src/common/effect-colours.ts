import type { OutcomeTerm } from '@caseway/backend/contract';

/**
 * The colour of an outcome, by what it means for who asked: green is for what they got, and for nothing else. What went
 * against them is no alarm of the office either: red stays for what is late.
 */
export const EFFECT_COLOURS: Record<OutcomeTerm['effect'], 'green' | 'blue' | 'gold' | 'orange' | 'default'> = {
  supported: 'green',
  assisted: 'green',
  agreed: 'green',
  // The opinion that was asked about stands no longer; what takes its place is another case's.
  changed: 'blue',
  revoked: 'blue',
  explained: 'default',
  referred: 'default',
  withdrawn: 'default',
  'not-supported': 'gold',
  upheld: 'gold',
  unresolved: 'orange',
};
