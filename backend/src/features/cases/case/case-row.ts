import type { FormData } from '@caseway/form-schemas';
import type { PathState } from '@caseway/rule-sets';
import type { Review, Reviewed } from './case-review.ts';
import type { Standing } from './case-standing.ts';

/** A case as stored. */
export interface CaseRow {
  id: string;
  number: string;
  townshipId: string;
  placeId: string | null;
  scopePath: string;
  formKey: string;
  formVersionId: string;
  pathKey: string;
  pathVersionId: string;
  calendarVersionId: string;
  /** Its form asks whom the matter speaks against. */
  accuses: boolean;
  title: string;
  /** Open data; personal data stands sealed in `sensitive`. */
  data: FormData;
  sensitive: Buffer | null;
  petitionerMasked: string | null;
  headcount: number | null;
  status: 'open' | 'closed';
  category: string | null;
  step: string;
  pathState: PathState;
  department: string | null;
  jointDepartments: string[];
  level: string | null;
  marks: string[];
  sessions: string[];
  needsCaseLead: boolean;
  supervised: boolean;
  /** Where level, marks, sessions, supervision and the need of a leader come from: they are shown of it. */
  standing: Standing;
  handlerId: string | null;
  caseLeadId: string | null;
  outcome: string | null;
  receivedAt: Date;
  /** YYYY-MM-DD, Asia/Shanghai. */
  receivedOn: string;
  closedAt: Date | null;
  /** The case whose decision this one asks to have reviewed; `review` tells more of it. */
  aboutId: string | null;
  review: Review | null;
  /** Null: what was decided stands. */
  reviewed: Reviewed | null;
  createdBy: string | null;
  createdAt: Date;
  updatedAt: Date;
  /** Counts changes: the case's ETag. */
  version: number;
}

/** Column of each property; `received_on` is read as text, never as a moment. */
export const CASE_COLUMNS: Record<keyof CaseRow, string> = {
  id: 'id',
  number: 'number',
  townshipId: 'township_id',
  placeId: 'place_id',
  scopePath: 'scope_path',
  formKey: 'form_key',
  formVersionId: 'form_version_id',
  pathKey: 'path_key',
  pathVersionId: 'path_version_id',
  calendarVersionId: 'calendar_version_id',
  accuses: 'accuses',
  title: 'title',
  data: 'data',
  sensitive: 'sensitive',
  petitionerMasked: 'petitioner_masked',
  headcount: 'headcount',
  status: 'status',
  category: 'category',
  step: 'step',
  pathState: 'path_state',
  department: 'department',
  jointDepartments: 'joint_departments',
  level: 'level',
  marks: 'marks',
  sessions: 'sessions',
  needsCaseLead: 'needs_case_lead',
  supervised: 'supervised',
  standing: 'standing',
  handlerId: 'handler_id',
  caseLeadId: 'case_lead_id',
  outcome: 'outcome',
  receivedAt: 'received_at',
  receivedOn: 'received_on',
  closedAt: 'closed_at',
  aboutId: 'about_id',
  review: 'review',
  reviewed: 'reviewed',
  createdBy: 'created_by',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  version: 'version',
};

/** Properties stored as JSON text. */
export const JSON_PROPERTIES: readonly (keyof CaseRow)[] = ['data', 'pathState', 'standing', 'review', 'reviewed'];
