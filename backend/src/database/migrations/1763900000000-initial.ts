import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables whose rows belong to one place of the scope tree and are seen from there and from above. */
const SCOPED = ['activation', 'case_file', 'audit_entry'] as const;

/** Rows of a case: seen where the case is, never by somebody who is recused from it （回避）. */
const CASE_PARTS = ['decision', 'case_clock', 'deadline', 'task', 'timeline', 'attachment'] as const;

/** Rows never changed or removed once written. */
const APPEND_ONLY = ['config_version', 'decision', 'timeline', 'audit_entry'] as const;

const TABLES = `
CREATE TABLE scope (
  id uuid PRIMARY KEY,
  parent_id uuid REFERENCES scope,
  kind text NOT NULL CHECK (kind IN ('district', 'township', 'village')),
  key text NOT NULL UNIQUE,
  title jsonb NOT NULL,
  scope_path text COLLATE "C" NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE app_user (
  id uuid PRIMARY KEY,
  username text NOT NULL UNIQUE,
  display_name text NOT NULL,
  password_hash text NOT NULL,
  must_change_password boolean NOT NULL DEFAULT false,
  scope_id uuid NOT NULL REFERENCES scope,
  scope_path text COLLATE "C" NOT NULL,
  department text,
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'disabled')),
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE user_role (
  user_id uuid NOT NULL REFERENCES app_user ON DELETE CASCADE,
  role text NOT NULL,
  scope_id uuid NOT NULL REFERENCES scope,
  scope_path text COLLATE "C" NOT NULL,
  PRIMARY KEY (user_id, role, scope_id)
);

CREATE TABLE session (
  id uuid PRIMARY KEY,
  token_hash text NOT NULL UNIQUE,
  csrf_token text NOT NULL,
  user_id uuid NOT NULL REFERENCES app_user ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  address text,
  user_agent text
);

CREATE TABLE access_token (
  id uuid PRIMARY KEY,
  token_hash text NOT NULL UNIQUE,
  user_id uuid NOT NULL REFERENCES app_user ON DELETE CASCADE,
  name text NOT NULL,
  scopes text[] NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  last_used_at timestamptz,
  revoked_at timestamptz
);

CREATE TABLE login_throttle (
  key text PRIMARY KEY,
  failures int NOT NULL,
  window_start timestamptz NOT NULL,
  blocked_until timestamptz
);

CREATE TABLE idempotency_key (
  user_id uuid NOT NULL REFERENCES app_user ON DELETE CASCADE,
  key text NOT NULL,
  request_hash text NOT NULL,
  status int,
  headers jsonb,
  response jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, key)
);

CREATE TABLE config_document (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('forms', 'rule-sets', 'paths', 'calendars')),
  key text NOT NULL,
  scope_id uuid NOT NULL REFERENCES scope,
  scope_path text COLLATE "C" NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (kind, key)
);

CREATE TABLE config_draft (
  document_id uuid PRIMARY KEY REFERENCES config_document,
  content json NOT NULL,
  revision int NOT NULL,
  based_on int,
  updated_by uuid REFERENCES app_user,
  updated_at timestamptz NOT NULL
);

CREATE TABLE config_version (
  id uuid PRIMARY KEY,
  document_id uuid NOT NULL REFERENCES config_document,
  number int NOT NULL,
  content json NOT NULL,
  hash text NOT NULL,
  note text NOT NULL,
  published_by uuid REFERENCES app_user,
  published_at timestamptz NOT NULL,
  UNIQUE (document_id, number)
);

CREATE TABLE activation (
  id uuid PRIMARY KEY,
  township_id uuid NOT NULL REFERENCES scope,
  scope_path text COLLATE "C" NOT NULL,
  document_id uuid NOT NULL REFERENCES config_document,
  version_id uuid NOT NULL REFERENCES config_version,
  live_from timestamptz NOT NULL,
  live_to timestamptz,
  reason text NOT NULL,
  activated_by uuid REFERENCES app_user,
  CHECK (live_to IS NULL OR live_to >= live_from),
  CONSTRAINT activation_never_overlaps
    EXCLUDE USING gist (township_id WITH =, document_id WITH =, tstzrange(live_from, live_to) WITH &&)
);

CREATE TABLE case_counter (
  township_id uuid NOT NULL REFERENCES scope,
  year int NOT NULL,
  last int NOT NULL,
  PRIMARY KEY (township_id, year)
);

CREATE TABLE case_file (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE,
  township_id uuid NOT NULL REFERENCES scope,
  place_id uuid REFERENCES scope,
  scope_path text COLLATE "C" NOT NULL,
  form_key text NOT NULL,
  form_version_id uuid NOT NULL REFERENCES config_version,
  path_key text NOT NULL,
  path_version_id uuid NOT NULL REFERENCES config_version,
  calendar_version_id uuid NOT NULL REFERENCES config_version,
  title text NOT NULL,
  data jsonb NOT NULL,
  sensitive bytea,
  petitioner_masked text,
  petitioner_hash bytea,
  headcount int,
  status text NOT NULL CHECK (status IN ('open', 'closed')),
  category text,
  step text NOT NULL,
  path_state jsonb NOT NULL,
  department text,
  joint_departments text[] NOT NULL DEFAULT '{}',
  level text,
  marks text[] NOT NULL DEFAULT '{}',
  sessions text[] NOT NULL DEFAULT '{}',
  needs_case_lead boolean NOT NULL DEFAULT false,
  supervised boolean NOT NULL DEFAULT false,
  handler_id uuid REFERENCES app_user,
  case_lead_id uuid REFERENCES app_user,
  outcome text,
  received_at timestamptz NOT NULL,
  received_on date NOT NULL,
  closed_at timestamptz,
  created_by uuid REFERENCES app_user,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  version int NOT NULL DEFAULT 1
);
CREATE INDEX case_file_newest ON case_file (received_on DESC, id DESC);
CREATE INDEX case_file_township ON case_file (township_id, received_on DESC, id DESC);
CREATE INDEX case_file_open ON case_file (township_id, status) WHERE status = 'open';
CREATE INDEX case_file_petitioner ON case_file (petitioner_hash) WHERE petitioner_hash IS NOT NULL;

CREATE TABLE recusal (
  case_id uuid NOT NULL REFERENCES case_file,
  user_id uuid NOT NULL REFERENCES app_user,
  reason text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (case_id, user_id)
);

CREATE TABLE decision (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES case_file,
  scope_path text COLLATE "C" NOT NULL,
  kind text NOT NULL CHECK (kind IN ('classification', 'routing', 'escalation', 'person')),
  rule_set_version_id uuid REFERENCES config_version,
  facts jsonb NOT NULL,
  result jsonb NOT NULL,
  reasons text,
  actor_id uuid REFERENCES app_user,
  decided_at timestamptz NOT NULL
);
CREATE INDEX decision_case ON decision (case_id, decided_at);

CREATE TABLE case_clock (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES case_file,
  scope_path text COLLATE "C" NOT NULL,
  clock_key text NOT NULL,
  epoch int NOT NULL,
  state jsonb NOT NULL,
  path_version_id uuid NOT NULL REFERENCES config_version,
  calendar_version_id uuid NOT NULL REFERENCES config_version,
  started_at timestamptz NOT NULL,
  stopped_at timestamptz,
  due_at timestamptz,
  due_on date,
  provisional boolean NOT NULL,
  UNIQUE (case_id, clock_key, epoch)
);
CREATE INDEX case_clock_due ON case_clock (due_at) WHERE stopped_at IS NULL;

CREATE TABLE deadline (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES case_file,
  scope_path text COLLATE "C" NOT NULL,
  clock_key text NOT NULL,
  level int NOT NULL,
  epoch int NOT NULL,
  kind text NOT NULL,
  urgent boolean NOT NULL,
  due_at timestamptz NOT NULL,
  fire_at timestamptz NOT NULL,
  fired_at timestamptz,
  cancelled_at timestamptz,
  UNIQUE (case_id, clock_key, level, epoch)
);
CREATE INDEX deadline_waiting ON deadline (fire_at) WHERE fired_at IS NULL AND cancelled_at IS NULL;

CREATE TABLE task (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES case_file,
  scope_path text COLLATE "C" NOT NULL,
  title jsonb NOT NULL,
  step text NOT NULL,
  role text NOT NULL,
  department text,
  assignee_id uuid REFERENCES app_user,
  due_at timestamptz,
  created_at timestamptz NOT NULL,
  done_at timestamptz,
  done_by uuid REFERENCES app_user,
  cancelled_at timestamptz
);
CREATE INDEX task_open ON task (assignee_id, due_at) WHERE done_at IS NULL AND cancelled_at IS NULL;
CREATE INDEX task_case ON task (case_id);

CREATE TABLE timeline (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES case_file,
  scope_path text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  actor_id uuid REFERENCES app_user,
  details jsonb NOT NULL
);
CREATE INDEX timeline_case ON timeline (case_id, at, id);

CREATE TABLE attachment (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES case_file,
  scope_path text COLLATE "C" NOT NULL,
  name text NOT NULL,
  media_type text NOT NULL,
  size int NOT NULL,
  sha256 text NOT NULL,
  storage_key text NOT NULL,
  uploaded_by uuid NOT NULL REFERENCES app_user,
  uploaded_at timestamptz NOT NULL
);
CREATE INDEX attachment_case ON attachment (case_id);

CREATE TABLE outbox (
  id uuid PRIMARY KEY,
  topic text NOT NULL,
  payload jsonb NOT NULL,
  not_before timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  delivered_at timestamptz,
  attempts int NOT NULL DEFAULT 0,
  last_error text
);
CREATE INDEX outbox_waiting ON outbox (not_before) WHERE delivered_at IS NULL;

CREATE TABLE notification (
  id uuid PRIMARY KEY,
  outbox_id uuid NOT NULL,
  user_id uuid NOT NULL REFERENCES app_user ON DELETE CASCADE,
  case_id uuid REFERENCES case_file,
  urgent boolean NOT NULL,
  message jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  read_at timestamptz,
  acknowledged_at timestamptz,
  UNIQUE (outbox_id, user_id)
);
CREATE INDEX notification_user ON notification (user_id, created_at DESC);

CREATE TABLE saved_view (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES app_user ON DELETE CASCADE,
  name text NOT NULL,
  query jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (user_id, name)
);

CREATE TABLE audit_chain (
  chain text COLLATE "C" PRIMARY KEY,
  seq bigint NOT NULL,
  hash text NOT NULL
);

CREATE TABLE audit_entry (
  id uuid PRIMARY KEY,
  chain text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  at timestamptz NOT NULL,
  actor_id uuid,
  actor_name text NOT NULL,
  action text NOT NULL,
  object_type text NOT NULL,
  object_id text,
  scope_path text COLLATE "C" NOT NULL,
  address text,
  request_id text,
  before jsonb,
  after jsonb,
  prev_hash text NOT NULL,
  hash text NOT NULL,
  UNIQUE (chain, seq)
);
CREATE INDEX audit_entry_object ON audit_entry (object_type, object_id);

CREATE TABLE setting (
  key text PRIMARY KEY,
  value jsonb NOT NULL
);
`;

const FUNCTIONS = `
CREATE FUNCTION caseway_scope() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT coalesce(nullif(current_setting('caseway.scope', true), ''), 'nowhere') $$;

CREATE FUNCTION caseway_user() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT nullif(current_setting('caseway.user_id', true), '')::uuid $$;

CREATE FUNCTION caseway_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$;
`;

const DOWNWARD = 'starts_with(scope_path, caseway_scope())';
/** A township uses what the district above it laid down. */
const UP_OR_DOWN = `(${DOWNWARD} OR starts_with(caseway_scope(), scope_path))`;
const NOT_RECUSED = (caseId: string) =>
  `NOT EXISTS (SELECT 1 FROM recusal r WHERE r.case_id = ${caseId} AND r.user_id = caseway_user())`;
const OF_DOCUMENT = (condition: string) =>
  `EXISTS (SELECT 1 FROM config_document d WHERE d.id = document_id AND ${condition.replaceAll('scope_path', 'd.scope_path')})`;

function policy(table: string, name: string, command: string, using: string | null, check: string | null): string {
  const clauses = [using && `USING (${using})`, check && `WITH CHECK (${check})`].filter(Boolean).join(' ');
  return `CREATE POLICY ${name} ON ${table} FOR ${command} TO caseway_app ${clauses};`;
}

function policies(): string[] {
  const statements: string[] = [];
  const readWrite = (table: string, read: string, write: string) => {
    statements.push(policy(table, 'may_read', 'SELECT', read, null));
    statements.push(policy(table, 'may_insert', 'INSERT', null, write));
    statements.push(policy(table, 'may_update', 'UPDATE', write, write));
    statements.push(policy(table, 'may_delete', 'DELETE', write, null));
  };
  readWrite('scope', UP_OR_DOWN, DOWNWARD);
  readWrite('app_user', UP_OR_DOWN, `${DOWNWARD} OR id = caseway_user()`);
  readWrite('user_role', UP_OR_DOWN, DOWNWARD);
  readWrite('config_document', UP_OR_DOWN, DOWNWARD);
  for (const table of ['config_draft', 'config_version'])
    readWrite(table, OF_DOCUMENT(UP_OR_DOWN), OF_DOCUMENT(DOWNWARD));
  for (const table of SCOPED) {
    const read = table === 'case_file' ? `${DOWNWARD} AND ${NOT_RECUSED('case_file.id')}` : DOWNWARD;
    // What a recused person writes into the trail must still be recorded where the case is.
    readWrite(table, read, table === 'audit_entry' ? 'true' : DOWNWARD);
  }
  for (const table of CASE_PARTS) readWrite(table, `${DOWNWARD} AND ${NOT_RECUSED(`${table}.case_id`)}`, DOWNWARD);
  for (const table of ['notification', 'saved_view']) {
    const own = "(user_id = caseway_user() OR caseway_scope() = '/')";
    readWrite(table, own, own);
  }
  return statements;
}

const ROW_SECURED = [
  'scope',
  'app_user',
  'user_role',
  'config_document',
  'config_draft',
  'config_version',
  ...SCOPED,
  ...CASE_PARTS,
  'notification',
  'saved_view',
];

const DROP_ORDER = [
  'setting',
  'audit_entry',
  'audit_chain',
  'saved_view',
  'notification',
  'outbox',
  'attachment',
  'timeline',
  'task',
  'deadline',
  'case_clock',
  'decision',
  'recusal',
  'case_file',
  'case_counter',
  'activation',
  'config_version',
  'config_draft',
  'config_document',
  'idempotency_key',
  'login_throttle',
  'access_token',
  'session',
  'user_role',
  'app_user',
  'scope',
];

/** Everything of the first release: scopes, people, configuration, cases, clocks, outbox, audit; row-level security. */
export class Initial1763900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE EXTENSION IF NOT EXISTS btree_gist');
    // Roles belong to the whole server: another database on it may have made this one already, or be making it now.
    await runner.query(`DO $$ BEGIN
      CREATE ROLE caseway_app NOLOGIN NOBYPASSRLS;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`);
    await runner.query("DO $$ BEGIN EXECUTE format('GRANT caseway_app TO %I', current_user); END $$");
    await runner.query('GRANT USAGE ON SCHEMA public TO caseway_app');
    await runner.query(FUNCTIONS);
    await runner.query(TABLES);
    await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${DROP_ORDER.join(', ')} TO caseway_app`);
    for (const table of APPEND_ONLY) {
      await runner.query(`REVOKE UPDATE, DELETE ON ${table} FROM caseway_app`);
      await runner.query(
        `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
         FOR EACH STATEMENT EXECUTE FUNCTION caseway_refuse_change()`,
      );
    }
    for (const table of ROW_SECURED) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
    }
    for (const statement of policies()) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${DROP_ORDER.join(', ')} CASCADE`);
    await runner.query('DROP FUNCTION caseway_refuse_change(), caseway_scope(), caseway_user()');
  }
}
