import type { Asked } from './asked.ts';

/** Conditions as XLSForm (`${age} > 5 and selected(${a}, 'x')`) and SurveyJS (`{age} > 5 and {a} contains 'x'`) write them. */

type Token = { kind: 'field' | 'text' | 'number' | 'word' | 'sign'; text: string };

const MOST = 2_000;

/** One look at each character. */
function tokensOf(text: string): Token[] | undefined {
  if (text.length > MOST) return undefined;
  const tokens: Token[] = [];
  let at = 0;
  const take = (kind: Token['kind'], end: number, skip: [number, number] = [0, 0]) => {
    tokens.push({ kind, text: text.slice(at + skip[0], end - skip[1]) });
    at = end;
  };
  while (at < text.length) {
    const sign = text[at] ?? '';
    if (/\s/.test(sign)) {
      at += 1;
    } else if (sign === '{' || (sign === '$' && text[at + 1] === '{')) {
      const end = text.indexOf('}', at);
      if (end < 0) return undefined;
      take('field', end + 1, [sign === '$' ? 2 : 1, 1]);
    } else if (sign === "'" || sign === '"') {
      const end = text.indexOf(sign, at + 1);
      if (end < 0) return undefined;
      take('text', end + 1, [1, 1]);
    } else if (/[0-9]/.test(sign) || (sign === '-' && /[0-9]/.test(text[at + 1] ?? ''))) {
      let end = at + 1;
      while (end < text.length && /[0-9.]/.test(text[end] ?? '')) end += 1;
      take('number', end);
    } else if (/[\p{L}_]/u.test(sign)) {
      let end = at + 1;
      while (end < text.length && /[\p{L}\p{N}_-]/u.test(text[end] ?? '')) end += 1;
      take('word', end);
    } else {
      const two = text.slice(at, at + 2);
      const known = ['!=', '<>', '>=', '<=', '==', '&&', '||'].includes(two);
      if (!known && !'=<>()[],!.'.includes(sign)) return undefined;
      take('sign', at + (known ? 2 : 1));
    }
  }
  return tokens;
}

type Value = { field: string } | { value: string | number | boolean };

const COMPARED = {
  '=': 'equal',
  '==': 'equal',
  '>': 'above',
  '>=': 'atLeast',
  '<': 'below',
  '<=': 'atMost',
} as const;
const TURNED = { equal: 'equal', above: 'below', atLeast: 'atMost', below: 'above', atMost: 'atLeast' } as const;
/** How SurveyJS writes operators in words. */
const WORDS: Record<string, string> = {
  equal: '=',
  notequal: '!=',
  greater: '>',
  less: '<',
  greaterorequal: '>=',
  lessorequal: '<=',
};

class Unreadable extends Error {}

/** Descends one level a bracket, and no deeper than that. */
class Parser {
  private at = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly self: string | undefined,
  ) {}

  whole(): Asked {
    const asked = this.either(0);
    if (this.at < this.tokens.length) throw new Unreadable();
    return asked;
  }

  private is(...texts: string[]): boolean {
    const token = this.tokens[this.at];
    return (
      token !== undefined &&
      (token.kind === 'word' || token.kind === 'sign') &&
      texts.includes(token.text.toLowerCase())
    );
  }

  private takes(...texts: string[]): boolean {
    if (!this.is(...texts)) return false;
    this.at += 1;
    return true;
  }

  private must(text: string): void {
    if (!this.takes(text)) throw new Unreadable();
  }

  private either(depth: number): Asked {
    if (depth > 20) throw new Unreadable();
    const parts = [this.both(depth)];
    while (this.takes('or', '||')) parts.push(this.both(depth));
    const [only, ...others] = parts;
    return only && others.length === 0 ? only : { any: parts };
  }

  private both(depth: number): Asked {
    const parts = [this.one(depth)];
    while (this.takes('and', '&&')) parts.push(this.one(depth));
    const [only, ...others] = parts;
    return only && others.length === 0 ? only : { all: parts };
  }

  private one(depth: number): Asked {
    if (depth > 20) throw new Unreadable();
    if (this.takes('!')) return { not: this.one(depth + 1) };
    if (this.takes('(')) {
      const asked = this.either(depth + 1);
      this.must(')');
      return asked;
    }
    if (this.is('not') && this.tokens[this.at + 1]?.text === '(') {
      this.at += 2;
      const asked = this.either(depth + 1);
      this.must(')');
      return { not: asked };
    }
    if (this.takes('selected')) {
      this.must('(');
      const field = this.value();
      this.must(',');
      const value = this.value();
      this.must(')');
      if (!('field' in field) || 'field' in value) throw new Unreadable();
      return { field: field.field, is: 'includes', value: value.value };
    }
    return this.comparison();
  }

  private comparison(): Asked {
    const left = this.value();
    const token = this.tokens[this.at];
    const sign = token && (token.kind === 'sign' || token.kind === 'word') ? token.text.toLowerCase() : '';
    if ('field' in left) {
      if (this.takes('notempty')) return { field: left.field, is: 'given' };
      if (this.takes('empty')) return { not: { field: left.field, is: 'given' } };
      if (this.takes('contains', 'contain', '*=')) return this.includes(left.field);
      if (this.takes('notcontains', 'notcontain')) return { not: this.includes(left.field) };
      if (this.takes('anyof'))
        return { any: this.list().map((value) => ({ field: left.field, is: 'includes', value })) };
      if (this.takes('allof'))
        return { all: this.list().map((value) => ({ field: left.field, is: 'includes', value })) };
    }
    this.at += 1;
    const written = WORDS[sign] ?? sign;
    const right = this.value();
    return compared(left, written, right);
  }

  private includes(field: string): Asked {
    const value = this.value();
    if ('field' in value) throw new Unreadable();
    return { field, is: 'includes', value: value.value };
  }

  private list(): (string | number | boolean)[] {
    this.must('[');
    const values: (string | number | boolean)[] = [];
    while (!this.takes(']')) {
      const value = this.value();
      if ('field' in value) throw new Unreadable();
      values.push(value.value);
      if (!this.is(']')) this.must(',');
    }
    if (values.length === 0) throw new Unreadable();
    return values;
  }

  private value(): Value {
    const token = this.tokens[this.at];
    this.at += 1;
    if (token?.kind === 'field') return { field: token.text.trim() };
    if (token?.kind === 'text') return { value: token.text };
    if (token?.kind === 'number') return { value: Number(token.text) };
    if (token?.kind === 'sign' && token.text === '.' && this.self !== undefined) return { field: this.self };
    if (token?.kind === 'word' && /^(true|false)$/i.test(token.text)) {
      // `true()` of XPath.
      if (this.takes('(')) this.must(')');
      return { value: token.text.toLowerCase() === 'true' };
    }
    if (token?.kind === 'word') {
      // A word by itself is a text to SurveyJS; one with a bracket is a function.
      if (this.is('(')) throw new Unreadable();
      return { value: token.text };
    }
    throw new Unreadable();
  }
}

function compared(left: Value, written: string, right: Value): Asked {
  const isNot = written === '!=' || written === '<>';
  const is = isNot
    ? 'equal'
    : Object.hasOwn(COMPARED, written)
      ? COMPARED[written as keyof typeof COMPARED]
      : undefined;
  const [field, value, turned] = 'field' in left ? [left, right, is] : [right, left, is && TURNED[is]];
  if (!turned || !('field' in field) || 'field' in value) throw new Unreadable();
  // Compared with nothing: whether it is given.
  const given = value.value === '' && turned === 'equal';
  const asked: Asked = given
    ? { not: { field: field.field, is: 'given' } }
    : { field: field.field, is: turned, value: value.value };
  if (!isNot) return asked;
  return 'not' in asked ? asked.not : { not: asked };
}

/** A condition; undefined where it says more than ours can, or is none. `self`: the field that a dot stands for. */
export function readExpression(text: string, self?: string): Asked | undefined {
  const tokens = tokensOf(text);
  if (!tokens || tokens.length === 0) return undefined;
  try {
    return new Parser(tokens, self).whole();
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}
