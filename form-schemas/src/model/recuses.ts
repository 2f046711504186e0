/** What a field that keeps somebody out of its case holds: ids of staff, keys of departments, or a text that names either. */
export const RECUSES = ['staff', 'department', 'named'] as const;
export type Recuses = (typeof RECUSES)[number];

/** What a field keeps out; undefined: nobody. `true` is how published forms say `staff`. */
export function recusesOf({ 'x-recuses': said }: { 'x-recuses'?: Recuses | boolean }): Recuses | undefined {
  if (said === true) return 'staff';
  return said === false ? undefined : said;
}
