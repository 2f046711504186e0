import { Injectable } from '@nestjs/common';
import { Transactions } from '../database/transactions.ts';

const ID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi;

/** Every id that these hold, wherever it stands. */
export function idsIn(...parts: unknown[]): string[] {
  return [
    ...new Set(parts.flatMap((part) => (JSON.stringify(part ?? null).match(ID) ?? []).map((id) => id.toLowerCase()))),
  ].sort();
}

/** What somebody may see at a moment, as far as it bears on some things: two that are equal mean the same access. */
export interface AccessState {
  /** Their roles and place, all that they are kept out of, and how these things stand to them. */
  state: string;
  /** Whether they are kept out of one of these things. */
  keptOut: boolean;
}

/** Asks the database, as the caller sees it, what they have access to. Knows of cases and people alone: all else follows places. */
@Injectable()
export class CallerAccess {
  constructor(private readonly transactions: Transactions) {}

  /** `way`: how they signed in; a token may less than its owner. `about`: ids of whatever an answer speaks of. */
  async now(about: readonly string[], way: 'session' | 'token'): Promise<AccessState> {
    const [row] = await this.transactions.query<{ state: string; keptOut: boolean }>(
      `WITH kept AS (SELECT c.id FROM caseway_recused(caseway_user()) AS c(id))
       SELECT jsonb_build_array(
         (SELECT jsonb_agg(id ORDER BY id) FROM kept),
         (SELECT jsonb_agg(jsonb_build_array(id, scope_path, handler_id, case_lead_id, department, joint_departments) ORDER BY id)
            FROM case_file WHERE id = ANY($1::uuid[])),
         (SELECT jsonb_agg(jsonb_build_array(id, scope_path, status) ORDER BY id) FROM app_user WHERE id = ANY($1::uuid[]))
       )::text AS state, EXISTS (SELECT FROM kept WHERE id = ANY($1::uuid[])) AS "keptOut"`,
      [about],
    );
    if (!row) throw new Error('The database did not say what the caller may see.');
    const { scopePath, within, grants, department } = this.transactions.principal;
    return { ...row, state: JSON.stringify([way, scopePath, within ?? null, grants, department, row.state]) };
  }

  /** Whether the case is among those that the caller sees. */
  async seesCase(id: string): Promise<boolean> {
    return (await this.transactions.query('SELECT FROM case_file WHERE id = $1', [id])).length > 0;
  }
}
