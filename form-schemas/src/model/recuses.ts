/**
 * What a field that keeps somebody out of its case holds: ids of staff, keys of departments, or a text that names either;
 * `described`: it tells of whom the matter speaks against and keeps out nobody, and is shown to nobody whom they are not shown to.
 */
export const RECUSES = ['staff', 'department', 'named', 'described'] as const;
export type Recuses = (typeof RECUSES)[number];

/** What a field keeps out; undefined: nobody. `true` is how published forms say `staff`. */
export function recusesOf({ 'x-recuses': said }: { 'x-recuses'?: Recuses | boolean }): Recuses | undefined {
  if (said === true) return 'staff';
  return said === false ? undefined : said;
}
