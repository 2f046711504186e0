import type { Role } from '@caseway/rule-sets';
import { Inject, Injectable } from '@nestjs/common';
import type { UserRow } from '../../users/user-row.ts';
import { Users } from '../../users/users.service.ts';
import type { CaseRow } from './case-row.ts';
import { CasesStore } from './cases-store.ts';
import type { KeptOut } from './kept-out.ts';

export interface Wanted {
  role: Role;
  scopePath: string;
  department?: string | null;
  /** People who may not be chosen: recused ones. */
  not: readonly string[];
  /** Chosen only where nobody else is as near. */
  ratherNot?: string | null;
}

/** Who stands in where nobody holds the wanted role: no open case is without somebody responsible. */
const STAND_INS: Partial<Record<Role, readonly Role[]>> = {
  handler: ['centre', 'township-lead'],
  'case-lead': ['township-lead', 'centre'],
};

/** Finds people for cases from the directory. */
@Injectable()
export class CasePeople {
  constructor(
    @Inject(Users) private readonly users: Pick<Users, 'findByRole' | 'byId' | 'find'>,
    @Inject(CasesStore) private readonly store: Pick<CasesStore, 'openCounts' | 'keptOut'>,
  ) {}

  /**
   * The person to take a case or task: of the wanted role and department nearest to the place, the one with the
   * fewest open cases; else of the role in any department; else a stand-in. Null where the office has nobody. Where a
   * department is kept out, its superior one is nearest: of the same name, and of another place.
   */
  async choose(wanted: Wanted): Promise<string | null> {
    const roles = [wanted.role, ...(STAND_INS[wanted.role] ?? [])];
    for (const role of roles) {
      for (const department of wanted.department ? [wanted.department, null] : [null]) {
        const chosen = await this.ofDepartment({ ...wanted, role, department });
        if (chosen) return chosen;
      }
    }
    return null;
  }

  /** As `choose`, without anybody who stands in: nobody of another department does work in a department's name. */
  async ofDepartment(wanted: Wanted): Promise<string | null> {
    return this.leastBusy(await this.candidates(wanted), wanted.ratherNot);
  }

  /** Who can take it: of the role, of the department where one is named, and who sees what lies at the place. */
  async candidates({ role, scopePath, department, not }: Wanted) {
    const people = await this.users.findByRole({ role, scopePath, department: department ?? undefined });
    return people.filter(({ id, sees }) => sees && !not.includes(id));
  }

  /** Who finds somebody for work that is nobody's: the centre nearest to the place; where there is none, who leads the case. */
  async coordinators(row: Pick<CaseRow, 'scopePath' | 'caseLeadId'>, not: readonly string[]): Promise<string[]> {
    const centre = await this.candidates({ role: 'centre', scopePath: row.scopePath, not });
    const nearest = centre.filter(({ distance }) => distance === centre[0]?.distance);
    if (nearest.length > 0) return nearest.map(({ id }) => id);
    return row.caseLeadId === null ? [] : [row.caseLeadId];
  }

  /** Who is kept out of a case. */
  async keptOut(caseId: string): Promise<KeptOut> {
    return this.store.keptOut(caseId);
  }

  /** Somebody by id; `not-found` where there is none. */
  async person(id: string): Promise<UserRow> {
    return this.users.byId(id);
  }

  /** The department that somebody belongs to; null where it is none, or nobody. */
  async departmentOf(id: string | null): Promise<string | null> {
    return id === null ? null : ((await this.users.find({ id }))?.department ?? null);
  }

  /** Those of these people, by id, who hold no role where a case lies, and so do not see it. */
  async notSeeing(ids: readonly (string | null)[], scopePath: string): Promise<string[]> {
    const blind: string[] = [];
    for (const id of new Set(ids)) {
      const user = id === null ? null : await this.users.find({ id });
      if (user && !user.grants.some((grant) => scopePath.startsWith(grant.scopePath))) blind.push(user.id);
    }
    return blind;
  }

  private async leastBusy(people: readonly { id: string; distance: number }[], ratherNot: string | null = null) {
    const nearest = Math.min(...people.map(({ distance }) => distance));
    const nearBy = people.filter(({ distance }) => distance === nearest).map(({ id }) => id);
    const others = nearBy.filter((id) => id !== ratherNot);
    const near = others.length > 0 ? others : nearBy;
    if (near.length <= 1) return near[0] ?? null;
    const counts = await this.store.openCounts(near);
    return near.reduce((best, id) => ((counts.get(id) ?? 0) < (counts.get(best) ?? 0) ? id : best));
  }
}
