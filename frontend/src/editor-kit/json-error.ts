const SPACE = /[ \t\n\r]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what JSON forbids in a string
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;

/**
 * Offset at which a text stops being JSON; undefined where it is JSON. Engines word their errors each in their own
 * way, some without a place.
 */
export function jsonErrorAt(text: string): number | undefined {
  let at = 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at += found[0].length;
    return found !== null;
  };
  const skip = () => take(SPACE);
  const sign = (wanted: string): boolean => {
    if (text[at] !== wanted) return false;
    at += 1;
    skip();
    return true;
  };
  const closing: string[] = [];
  skip();
  for (;;) {
    // A value: containers are opened here and closed below, so that no depth of nesting matters.
    if (sign('{')) {
      if (!sign('}')) {
        closing.push('}');
        if (!take(STRING)) return at;
        skip();
        if (!sign(':')) return at;
        continue;
      }
    } else if (sign('[')) {
      if (!sign(']')) {
        closing.push(']');
        continue;
      }
    } else if (!take(STRING) && !take(SCALAR)) return at;
    skip();
    for (;;) {
      const close = closing.at(-1);
      if (close === undefined) return at === text.length ? undefined : at;
      if (sign(close)) closing.pop();
      else if (sign(',')) {
        if (close === '}') {
          if (!take(STRING)) return at;
          skip();
          if (!sign(':')) return at;
        }
        break;
      } else return at;
    }
  }
}
