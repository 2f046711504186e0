import type { LocalizedText } from '@caseway/form-schemas';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../errors/domain-error.ts';
import { currentLocale } from './request-context.ts';

/** Deeper than any form, rule set or path needs; everything that reads a request may go down by calling itself. */
export const DEEPEST = 100;

type Fault = 'nul' | 'surrogate' | 'number' | 'depth';

const TEXTS: Record<Fault, LocalizedText> = {
  nul: {
    'zh-CN': '含有无法保存的字符（U+0000）：请删除后重新输入。',
    en: 'It holds a character that cannot be kept (U+0000): take it out.',
  },
  surrogate: {
    'zh-CN': '含有残缺的字符（孤立的代理项）：请删除后重新输入。',
    en: 'It holds half a character (a lone surrogate): write it anew.',
  },
  number: {
    'zh-CN': '数字超出可处理的范围：请改小。',
    en: 'The number is beyond what can be kept: make it smaller.',
  },
  depth: {
    'zh-CN': `嵌套过深，最多${DEEPEST}层：请减少层次。`,
    en: `It is nested too deeply, ${DEEPEST} levels at most: make it flatter.`,
  },
};

const escapeToken = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** Of a pair neither half is matched. */
const LONE = /\p{Surrogate}/u;

function faultOfText(text: string): Fault | null {
  if (text.includes('\u0000')) return 'nul';
  return LONE.test(text) ? 'surrogate' : null;
}

/** The name of a member as it may be written into an answer: what is wrong with it is told by its place and not shown. */
const shown = (name: string): string => name.replace(/\p{Surrogate}|\0/gu, '\uFFFD');

/**
 * The first place of a value that no database could keep or no reader go down to, as a JSON pointer; null where there is none. Walks without
 * calling itself: a value may be nested as deeply as a request is long.
 */
export function unusablePlace(root: unknown, at = ''): { pointer: string; fault: Fault } | null {
  const left: { value: unknown; pointer: string; depth: number }[] = [{ value: root, pointer: at, depth: 0 }];
  for (let next = left.pop(); next; next = left.pop()) {
    const { value, pointer, depth } = next;
    if (typeof value === 'string') {
      const fault = faultOfText(value);
      if (fault) return { pointer, fault };
    }
    // Text such as 1e400 is read as infinity, which is nothing that JSON could hold.
    if (typeof value === 'number' && !Number.isFinite(value)) return { pointer, fault: 'number' };
    if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) continue;
    if (depth >= DEEPEST) return { pointer, fault: 'depth' };
    // Last first, so that what comes first is looked at first.
    for (const [name, inner] of Object.entries(value).reverse()) {
      const place = `${pointer}/${escapeToken(shown(name))}`;
      const fault = faultOfText(name);
      if (fault) return { pointer: place, fault };
      left.push({ value: inner, pointer: place, depth: depth + 1 });
    }
  }
  return null;
}

const LONGEST_PLACE = 200;
/** A place short enough to be read, cut in its middle: what was refused for its depth is not sent back whole. */
export const shortPlace = (pointer: string): string => {
  const letters = [...pointer];
  const half = LONGEST_PLACE / 2;
  return letters.length <= LONGEST_PLACE ? pointer : [...letters.slice(0, half), '…', ...letters.slice(-half)].join('');
};

/** Throws `invalid` with the place and the mend where a value holds what cannot be kept. */
export function requireUsable(value: unknown, at = ''): void {
  const found = unusablePlace(value, at);
  if (!found) return;
  throw new DomainError('invalid', {}, [
    { pointer: shortPlace(found.pointer), message: TEXTS[found.fault][currentLocale()] },
  ]);
}

/**
 * Looks through everything that a request says, before anything reads it: address, query and body. Headers cannot hold such text: Node takes
 * bytes alone.
 */
export function guardInput({ params, query, body }: FastifyRequest): void {
  for (const part of [params, query, body]) requireUsable(part);
}
