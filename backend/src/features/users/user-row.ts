import type { Grant } from '../../database/principal.ts';

/** A person as stored. */
export interface UserRow {
  id: string;
  username: string;
  displayName: string;
  passwordHash: string;
  mustChangePassword: boolean;
  scopeId: string;
  scopePath: string;
  department: string | null;
  status: 'active' | 'disabled';
  grants: Grant[];
  /** Counts changes: the person's ETag. */
  version: number;
}
