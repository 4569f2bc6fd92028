-- Version, what tells this outbox from those of other databases, and how far tests have moved the clock.
CREATE TABLE IF NOT EXISTS {schema}.store (
    id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
    identity uuid NOT NULL DEFAULT gen_random_uuid(),
    version integer NOT NULL,
    minimum_reader integer NOT NULL,
    clock_ahead interval NOT NULL DEFAULT '0');

-- The gate: what is at work reads this table before any other, so that whoever changes tables here waits for it, and it for them, at one place.
LOCK TABLE {schema}.store IN ACCESS EXCLUSIVE MODE;

CREATE SEQUENCE IF NOT EXISTS {schema}.message_number;
CREATE SEQUENCE IF NOT EXISTS {schema}.turn;
CREATE SEQUENCE IF NOT EXISTS {schema}.lease;

-- One row for each team: its pause, and its next slot, on which every process waits.
CREATE TABLE IF NOT EXISTS {schema}.team (
    name text COLLATE "C" PRIMARY KEY,
    pause_reason text,
    probe_at timestamptz,
    probe_lane bigint,
    probe_lease bigint,
    next_slot timestamptz) WITH (fillfactor = 20);

-- A lane exists while it has messages. Whoever adds to it or takes from it holds its row, so that numbers follow commits.
-- email: the contact's address, when it is not the lane's name.
CREATE TABLE IF NOT EXISTS {schema}.lane (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    team text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    priority smallint NOT NULL,
    due timestamptz NOT NULL,
    turn bigint NOT NULL,
    messages integer NOT NULL,
    live integer NOT NULL,
    email text COLLATE "C",
    lease bigint,
    lease_until timestamptz NOT NULL DEFAULT '-infinity',
    leased bigint,
    UNIQUE (team, name)) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
CREATE INDEX IF NOT EXISTS lane_due ON {schema}.lane (team, priority, due, turn);
CREATE INDEX IF NOT EXISTS lane_email ON {schema}.lane (team, email) WHERE email IS NOT NULL;

-- email_key and user_key: the identifiers as they are compared. lane_name: the lane's name, where the lane has a short form of it.
CREATE TABLE IF NOT EXISTS {schema}.message (
    id bigint PRIMARY KEY,
    team text COLLATE "C" NOT NULL,
    lane bigint NOT NULL,
    lane_name text,
    method text NOT NULL,
    path text NOT NULL,
    name text NOT NULL,
    body bytea NOT NULL,
    key text COLLATE "C",
    is_callers_key boolean NOT NULL,
    priority smallint NOT NULL,
    email text,
    user_id text,
    email_key text COLLATE "C",
    user_key text COLLATE "C",
    trace_parent text,
    deletes_contact boolean NOT NULL,
    enqueued_at timestamptz NOT NULL,
    expires_at timestamptz,
    attempts integer NOT NULL DEFAULT 0,
    first_attempt_at timestamptz,
    may_have_arrived boolean NOT NULL DEFAULT false,
    had_server_error boolean NOT NULL DEFAULT false,
    last_reason text,
    mapping text COLLATE "C",
    remembers boolean NOT NULL,
    inbox bigint) WITH (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
CREATE INDEX IF NOT EXISTS message_lane ON {schema}.message (lane, id);
CREATE INDEX IF NOT EXISTS message_team ON {schema}.message (team, id);
CREATE INDEX IF NOT EXISTS message_inbox ON {schema}.message (inbox) WHERE inbox IS NOT NULL;

-- An identifier that is neither the name nor the address of a lane in which it has a message.
CREATE TABLE IF NOT EXISTS {schema}.alias (
    team text COLLATE "C" NOT NULL,
    identity text COLLATE "C" NOT NULL,
    lane bigint NOT NULL,
    PRIMARY KEY (team, identity, lane));
CREATE INDEX IF NOT EXISTS alias_lane ON {schema}.alias (lane);

CREATE TABLE IF NOT EXISTS {schema}.dead_letter (
    id bigint PRIMARY KEY,
    team text COLLATE "C" NOT NULL,
    lane text COLLATE "C" NOT NULL,
    lane_name text,
    method text NOT NULL,
    path text NOT NULL,
    name text NOT NULL,
    body bytea NOT NULL,
    key text COLLATE "C",
    is_callers_key boolean NOT NULL,
    priority smallint NOT NULL,
    email text,
    user_id text,
    email_key text COLLATE "C",
    user_key text COLLATE "C",
    trace_parent text,
    deletes_contact boolean NOT NULL,
    enqueued_at timestamptz NOT NULL,
    expires_at timestamptz,
    attempts integer NOT NULL DEFAULT 0,
    first_attempt_at timestamptz,
    may_have_arrived boolean NOT NULL DEFAULT false,
    had_server_error boolean NOT NULL DEFAULT false,
    last_reason text,
    mapping text COLLATE "C",
    remembers boolean NOT NULL,
    reason text NOT NULL,
    detail text NOT NULL,
    status integer NOT NULL,
    answer text,
    failed_at timestamptz NOT NULL);
CREATE INDEX IF NOT EXISTS dead_letter_failed ON {schema}.dead_letter (failed_at);
CREATE INDEX IF NOT EXISTS dead_letter_team ON {schema}.dead_letter (team, id);

-- The key of a pending message, or the receipt of a delivered one.
CREATE TABLE IF NOT EXISTS {schema}.key (
    team text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    message bigint NOT NULL,
    delivered_at timestamptz,
    PRIMARY KEY (team, key)) WITH (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.02);
CREATE INDEX IF NOT EXISTS key_delivered ON {schema}.key (delivered_at) WHERE delivered_at IS NOT NULL;

-- Hashes of contents that were delivered.
CREATE TABLE IF NOT EXISTS {schema}.content (
    team text COLLATE "C" NOT NULL,
    lane text COLLATE "C" NOT NULL,
    mapping text COLLATE "C" NOT NULL,
    hash bytea NOT NULL,
    email_key text COLLATE "C",
    user_key text COLLATE "C",
    PRIMARY KEY (team, lane, mapping));
CREATE INDEX IF NOT EXISTS content_lane ON {schema}.content (lane);
CREATE INDEX IF NOT EXISTS content_email ON {schema}.content (email_key) WHERE email_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS content_user ON {schema}.content (user_key) WHERE user_key IS NOT NULL;

-- The runs of backfills, and hashes of what each has enqueued.
CREATE TABLE IF NOT EXISTS {schema}.run (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    team text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    last_at timestamptz NOT NULL,
    UNIQUE (team, name));
CREATE TABLE IF NOT EXISTS {schema}.run_item (
    run bigint NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (run, hash));

-- What transactions of the application leave here moves into lanes once they have committed. It is the shape of every message that is enqueued.
CREATE TABLE IF NOT EXISTS {schema}.inbox (
    id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    team text COLLATE "C" NOT NULL,
    lane text COLLATE "C" NOT NULL,
    lane_name text,
    method text NOT NULL,
    path text NOT NULL,
    name text NOT NULL,
    body bytea NOT NULL,
    key text COLLATE "C",
    is_callers_key boolean NOT NULL DEFAULT false,
    priority smallint NOT NULL DEFAULT 0,
    email text,
    user_id text,
    email_key text COLLATE "C",
    user_key text COLLATE "C",
    expires_after interval,
    trace_parent text,
    deletes_contact boolean NOT NULL DEFAULT false,
    mapping text COLLATE "C",
    skip_unchanged boolean NOT NULL DEFAULT false,
    run text COLLATE "C",
    run_hash bytea,
    failure_reason text,
    failure_detail text,
    failure_status integer,
    failure_answer text,
    added_at timestamptz) WITH (autovacuum_vacuum_scale_factor = 0.02);
CREATE INDEX IF NOT EXISTS inbox_lane ON {schema}.inbox (team, lane, id);
