/** Who takes no part in a case （回避）. */
export interface KeptOut {
  /** Ids of people kept out for themselves. */
  people: readonly string[];
  /** Keys of departments, whoever belongs to them. */
  departments: readonly string[];
  /** Ids of those who belong to these departments now. */
  members: readonly string[];
}

export const NOBODY: KeptOut = { people: [], departments: [], members: [] };

const once = (...lists: (readonly string[])[]): string[] => [...new Set(lists.flat())];

/** Everybody who may not be given the case now, whyever. */
export const everybody = ({ people, members }: Pick<KeptOut, 'people' | 'members'>): string[] => once(people, members);

export function together(one: KeptOut, other: KeptOut): KeptOut {
  return {
    people: once(one.people, other.people),
    departments: once(one.departments, other.departments),
    members: once(one.members, other.members),
  };
}

/** Of the first who and what is not kept out by the second already. */
export function newIn(named: KeptOut, already: KeptOut): KeptOut {
  const departments = named.departments.filter((key) => !already.departments.includes(key));
  return {
    people: named.people.filter((id) => !already.people.includes(id)),
    departments,
    members: departments.length > 0 ? named.members : [],
  };
}

/** How people write a name: the whole of it, or without the office that stands before it (科员 张三). */
export function writtenNames(displayName: string): string[] {
  const last = displayName.trim().split(/\s+/).at(-1) ?? '';
  const isName = /^\p{Script=Han}{2,}$/u.test(last);
  return once([displayName], isName ? [last] : []);
}
