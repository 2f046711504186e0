import type { Asked } from './asked.ts';

/** A condition as it is written, and as it is understood: undefined where it says more than ours can. */
export interface Condition {
  text: string;
  asked: Asked | undefined;
}

/** All conditions around a field and its own as one; undefined where one of them cannot be read. */
export function joined(conditions: readonly Condition[]): Condition | undefined {
  const [first, ...others] = conditions;
  if (!first) return undefined;
  if (others.length === 0) return first;
  const read = conditions.flatMap(({ asked }) => (asked ? [asked] : []));
  const text = conditions.map((one) => one.text).join('; ');
  return { text, asked: read.length === conditions.length ? { all: read } : undefined };
}
