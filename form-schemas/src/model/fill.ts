/** What `{name}` stands for; undefined: it stays as it is written. */
type Values = Readonly<Record<string, string | number | undefined>> | ((name: string) => string | number | undefined);

/**
 * A template with its `{name}`s filled in. A value stands there as it is, whatever people wrote in it: `$&` and `{name}` are
 * no signs of anything in it. The one way to fill a text; `String.replace` with a text as its second argument reads `$`.
 */
export function fill(template: string, values: Values): string {
  const known =
    typeof values === 'function' ? values : (name: string) => (Object.hasOwn(values, name) ? values[name] : undefined);
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(known(name) ?? whole));
}
