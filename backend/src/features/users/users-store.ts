import type { Role } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import type { Grant } from '../../database/principal.ts';
import { Transactions } from '../../database/transactions.ts';
import type { UserRow } from './user-row.ts';

const COLUMNS = `u.id, u.username, u.display_name AS "displayName", u.password_hash AS "passwordHash",
  u.must_change_password AS "mustChangePassword", u.scope_id AS "scopeId", u.scope_path AS "scopePath", u.department,
  u.status, u.version, coalesce((SELECT json_agg(json_build_object('role', r.role, 'scopeId', r.scope_id, 'scopePath', r.scope_path)
    ORDER BY r.role, r.scope_path) FROM user_role r WHERE r.user_id = u.id), '[]'::json) AS grants`;

/** What people are asked for; null: not. `text`: part of a name, in any case of letters. */
export interface UsersAsked {
  text: string | null;
  role: Role | null;
  scopePath: string | null;
  status: UserRow['status'] | null;
}

export interface StaffMember {
  id: string;
  displayName: string;
  department: string | null;
}

@Injectable()
export class UsersStore {
  constructor(private readonly transactions: Transactions) {}

  async byId(id: string, lock = false): Promise<UserRow | null> {
    const rows = await this.transactions.query<UserRow>(
      `SELECT ${COLUMNS} FROM app_user u WHERE u.id = $1${lock ? ' FOR UPDATE OF u' : ''}`,
      [id],
    );
    return rows[0] ?? null;
  }

  /** Until the transaction ends nobody is added, renamed or moved by another. */
  async holdPeople(): Promise<void> {
    await this.transactions.query("SELECT pg_advisory_xact_lock_shared(hashtextextended('people', 0))");
  }

  /** Waits for whoever holds people as they are; until the transaction ends nobody else does. */
  async lockPeople(): Promise<void> {
    await this.transactions.query("SELECT pg_advisory_xact_lock(hashtextextended('people', 0))");
  }

  async byUsername(username: string): Promise<UserRow | null> {
    const rows = await this.transactions.query<UserRow>(`SELECT ${COLUMNS} FROM app_user u WHERE u.username = $1`, [
      username,
    ]);
    return rows[0] ?? null;
  }

  /** People by user name, after one; those that fit what is asked for. */
  async list(asked: UsersAsked, after: string | null, limit: number): Promise<UserRow[]> {
    return this.transactions.query<UserRow>(
      `SELECT ${COLUMNS} FROM app_user u
        WHERE ($1::text IS NULL OR u.username > $1)
          AND ($3::text IS NULL OR strpos(lower(u.username), lower($3)) > 0 OR strpos(lower(u.display_name), lower($3)) > 0)
          AND ($4::text IS NULL OR EXISTS (SELECT 1 FROM user_role r WHERE r.user_id = u.id AND r.role = $4))
          AND ($5::text IS NULL OR starts_with(u.scope_path, $5))
          AND ($6::text IS NULL OR u.status = $6)
        ORDER BY u.username LIMIT $2`,
      [after, limit, asked.text, asked.role, asked.scopePath, asked.status],
    );
  }

  async namesOf(ids: readonly string[]): Promise<{ id: string; displayName: string }[]> {
    return this.transactions.query('SELECT id, display_name AS "displayName" FROM app_user WHERE id = ANY($1)', [ids]);
  }

  /** Everybody who sits at the place, above it or below it. */
  async around(scopePath: string): Promise<StaffMember[]> {
    return this.transactions.query(
      `SELECT id, display_name AS "displayName", department FROM app_user
        WHERE starts_with($1, scope_path) OR starts_with(scope_path, $1) ORDER BY id`,
      [scopePath],
    );
  }

  /** Those who belong to one of the departments at a place or below it. */
  async ofDepartments(departments: readonly string[], scopePath: string): Promise<string[]> {
    const rows = await this.transactions.query<{ id: string }>(
      `SELECT u.id FROM unnest($1::text[]) AS d(key) JOIN app_user u ON caseway_of_unit(u.department, u.scope_path, d.key, $2)
        ORDER BY u.id`,
      [departments, scopePath],
    );
    return rows.map(({ id }) => id);
  }

  /** Active people with a role at the place, above it or below it, with how far the grant lies from it. */
  async withRole(
    role: Role,
    scopePath: string,
    department: string | null,
  ): Promise<{ id: string; displayName: string; grantPath: string }[]> {
    return this.transactions.query(
      `SELECT u.id, u.display_name AS "displayName", r.scope_path AS "grantPath"
         FROM user_role r JOIN app_user u ON u.id = r.user_id
        WHERE r.role = $1 AND u.status = 'active' AND ($3::text IS NULL OR u.department = $3)
          AND (starts_with($2, r.scope_path) OR starts_with(r.scope_path, $2))
        ORDER BY u.id`,
      [role, scopePath, department],
    );
  }

  /** False where the user name is taken, by whomever. */
  async add(user: UserRow): Promise<boolean> {
    const rows = await this.transactions.query(
      `INSERT INTO app_user (id, username, display_name, password_hash, must_change_password, scope_id, scope_path,
                             department, status)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (username) DO NOTHING RETURNING id`,
      [
        user.id,
        user.username,
        user.displayName,
        user.passwordHash,
        user.mustChangePassword,
        user.scopeId,
        user.scopePath,
        user.department,
        user.status,
      ],
    );
    if (rows.length === 0) return false;
    await this.setGrants(user.id, user.grants);
    return true;
  }

  async update(user: UserRow): Promise<void> {
    await this.transactions.query(
      `UPDATE app_user SET display_name = $2, password_hash = $3, must_change_password = $4, department = $5, status = $6,
                           scope_id = $7, scope_path = $8, version = version + 1 WHERE id = $1`,
      [
        user.id,
        user.displayName,
        user.passwordHash,
        user.mustChangePassword,
        user.department,
        user.status,
        user.scopeId,
        user.scopePath,
      ],
    );
  }

  async setGrants(userId: string, grants: readonly Grant[]): Promise<void> {
    await this.transactions.query('DELETE FROM user_role WHERE user_id = $1', [userId]);
    for (const { role, scopeId, scopePath } of grants) {
      await this.transactions.query(
        'INSERT INTO user_role (user_id, role, scope_id, scope_path) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
        [userId, role, scopeId, scopePath],
      );
    }
  }

  /**
   * Ends every session and every access token of a person, after a new password or when somebody is disabled: whoever had got hold of the
   * old password may have made themselves a token with it.
   */
  async endAccess(userId: string, except: string | null): Promise<void> {
    await this.transactions.query(
      'UPDATE access_token SET revoked_at = now() WHERE user_id = $1 AND revoked_at IS NULL',
      [userId],
    );
    await this.transactions.query('DELETE FROM session WHERE user_id = $1 AND ($2::uuid IS NULL OR id <> $2)', [
      userId,
      except,
    ]);
  }
}
