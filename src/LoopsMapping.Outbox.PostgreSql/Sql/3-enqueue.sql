-- Stores one message; the inbox has nothing before it in its lane. What became of it is number * 4 + entry, with entry 0 enqueued, 1 duplicate,
-- 2 unchanged, 3 dead letter: to build and read a record of two would take a fifth of the time of an enqueue. After a duplicate its lane may be empty.
CREATE OR REPLACE FUNCTION {schema}.add(
    p_team text, p_lane text, p_lane_name text, p_method text, p_path text, p_name text, p_body bytea, p_key text, p_is_callers_key boolean,
    p_priority smallint, p_email text, p_user_id text, p_email_key text, p_user_key text, p_expires_after interval, p_trace_parent text, p_mapping text,
    p_deletes_contact boolean, p_skip_unchanged boolean, p_run text, p_run_hash bytea, p_failure_reason text, p_failure_detail text,
    p_failure_status integer, p_failure_answer text, p_inbox bigint, p_enqueued timestamptz, p_now timestamptz)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    v_number bigint;
    v_run bigint;
    v_lane bigint;
    v_lane_email text;
BEGIN
    IF p_failure_reason IS NOT NULL THEN
        RETURN {schema}.add_dead_letter(p_team, p_lane, p_lane_name, p_method, p_path, p_name, p_body, p_key, p_is_callers_key, p_priority, p_email, p_user_id,
            p_email_key, p_user_key, p_expires_after, p_trace_parent, p_mapping, p_deletes_contact, p_failure_reason, p_failure_detail, p_failure_status,
            p_failure_answer, p_enqueued, p_now);
    END IF;
    -- Each test that is a query stands behind one that is not, and most messages meet none of them.
    IF p_skip_unchanged AND p_mapping IS NOT NULL THEN
        -- What waits in the lane may change the content, so only an empty lane says that it is the last.
        IF EXISTS (SELECT 1 FROM {schema}.content c WHERE c.team = p_team AND c.lane = p_lane AND c.mapping = p_mapping AND c.hash = sha256(p_body))
            AND NOT EXISTS (SELECT 1 FROM {schema}.lane l WHERE l.team = p_team AND l.name = p_lane AND l.messages > 0)
        THEN
            RETURN 2;
        END IF;
    END IF;
    IF p_run IS NOT NULL THEN
        INSERT INTO {schema}.run (team, name, last_at) VALUES (p_team, p_run, p_now)
        ON CONFLICT (team, name) DO UPDATE SET last_at = excluded.last_at RETURNING id INTO v_run;
        INSERT INTO {schema}.run_item (run, hash) VALUES (v_run, p_run_hash) ON CONFLICT DO NOTHING;
        IF NOT FOUND THEN
            RETURN 2;
        END IF;
    END IF;
    IF p_deletes_contact THEN
        SELECT k.message INTO v_number FROM {schema}.key k WHERE k.team = p_team AND k.key = p_key;
        IF FOUND THEN
            RETURN v_number * 4 + 1;
        END IF;
        PERFORM {schema}.remove_contact(p_team, p_user_key, p_email_key, 9223372036854775807, p_now);
    END IF;

    INSERT INTO {schema}.lane AS l (team, name, priority, due, turn, messages, live, email)
    VALUES (p_team, p_lane, p_priority, p_now, nextval('{schema}.turn'), 1, (p_priority = 0)::integer, CASE WHEN p_email_key <> p_lane THEN p_email_key END)
    ON CONFLICT (team, name) DO UPDATE SET messages = l.messages + 1, live = l.live + excluded.live, priority = least(l.priority, excluded.priority),
        email = CASE WHEN l.messages = 0 THEN excluded.email ELSE l.email END
    RETURNING l.id, l.email INTO v_lane, v_lane_email;
    -- Only now: while the lane's row is held, numbers are taken in the order of commits.
    v_number := nextval('{schema}.message_number');
    IF p_key IS NOT NULL THEN
        INSERT INTO {schema}.key (team, key, message) VALUES (p_team, p_key, v_number) ON CONFLICT DO NOTHING;
        IF NOT FOUND THEN
            SELECT k.message INTO v_number FROM {schema}.key k WHERE k.team = p_team AND k.key = p_key;
            PERFORM {schema}.undo_join(v_lane, p_priority);
            RETURN v_number * 4 + 1;
        END IF;
    END IF;
    IF p_email_key <> p_lane AND p_email_key IS DISTINCT FROM v_lane_email THEN
        INSERT INTO {schema}.alias (team, identity, lane) VALUES (p_team, p_email_key, v_lane) ON CONFLICT DO NOTHING;
    END IF;
    IF p_user_key <> p_lane THEN
        INSERT INTO {schema}.alias (team, identity, lane) VALUES (p_team, p_user_key, v_lane) ON CONFLICT DO NOTHING;
    END IF;
    INSERT INTO {schema}.message (id, team, lane, lane_name, method, path, name, body, key, is_callers_key, priority, email, user_id, email_key, user_key,
        trace_parent, deletes_contact, enqueued_at, expires_at, mapping, remembers, inbox)
    VALUES (v_number, p_team, v_lane, p_lane_name, p_method, p_path, p_name, p_body, p_key, p_is_callers_key, p_priority, p_email, p_user_id, p_email_key,
        p_user_key, p_trace_parent, p_deletes_contact, p_enqueued,
        CASE WHEN p_expires_after IS NOT NULL THEN least(p_enqueued + p_expires_after, '9999-12-31') END, p_mapping, p_skip_unchanged, p_inbox);
    RETURN v_number * 4;
END $$;

-- Stores a message that is none to send; the answer is that of add.
CREATE OR REPLACE FUNCTION {schema}.add_dead_letter(
    p_team text, p_lane text, p_lane_name text, p_method text, p_path text, p_name text, p_body bytea, p_key text, p_is_callers_key boolean,
    p_priority smallint, p_email text, p_user_id text, p_email_key text, p_user_key text, p_expires_after interval, p_trace_parent text, p_mapping text,
    p_deletes_contact boolean, p_reason text, p_detail text, p_status integer, p_answer text, p_enqueued timestamptz, p_now timestamptz)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    v_number bigint;
BEGIN
    -- It comes to nothing more, so it is known as a delivered one is; under another key, since it is in no other message's way.
    IF p_key IS NOT NULL THEN
        SELECT k.message INTO v_number FROM {schema}.key k WHERE k.team = p_team AND k.key = p_key;
        IF FOUND THEN
            RETURN v_number * 4 + 1;
        END IF;
        v_number := nextval('{schema}.message_number');
        INSERT INTO {schema}.key (team, key, message, delivered_at) VALUES (p_team, E'\x01' || p_key, v_number, p_now) ON CONFLICT DO NOTHING;
        IF NOT FOUND THEN
            SELECT k.message INTO v_number FROM {schema}.key k WHERE k.team = p_team AND k.key = E'\x01' || p_key;
            RETURN v_number * 4 + 1;
        END IF;
    ELSE
        v_number := nextval('{schema}.message_number');
    END IF;
    INSERT INTO {schema}.dead_letter (id, team, lane, lane_name, method, path, name, body, key, is_callers_key, priority, email, user_id, email_key,
        user_key, trace_parent, deletes_contact, enqueued_at, expires_at, mapping, remembers, reason, detail, status, answer, failed_at)
    VALUES (v_number, p_team, p_lane, p_lane_name, p_method, p_path, p_name, p_body, p_key, p_is_callers_key, p_priority, p_email, p_user_id, p_email_key,
        p_user_key, p_trace_parent, p_deletes_contact, p_enqueued,
        CASE WHEN p_expires_after IS NOT NULL THEN least(p_enqueued + p_expires_after, '9999-12-31') END, p_mapping, false, p_reason,
        coalesce(p_detail, ''), coalesce(p_status, 0), p_answer, p_now);
    RETURN v_number * 4 + 3;
END $$;

-- Moves what transactions have committed into lanes.
CREATE OR REPLACE FUNCTION {schema}.move(p_team text, p_limit integer) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    v_teams text[];
    v_lanes text[];
BEGIN
    SELECT array_agg(t.team), array_agg(t.lane) INTO v_teams, v_lanes
    FROM (SELECT DISTINCT i.team, i.lane FROM (
        SELECT team, lane FROM {schema}.inbox WHERE p_team IS NULL OR team = p_team ORDER BY id LIMIT p_limit) i) t;
    IF v_lanes IS NULL THEN
        RETURN false;
    END IF;
    PERFORM {schema}.hold(v_teams, v_lanes, {schema}.clock());
    PERFORM {schema}.tidy(v_teams, v_lanes);
    RETURN true;
END $$;

-- Leaves one message to be moved into its lane behind the commit of the transaction. Its number in the inbox; NULL: it is not the outbox that was meant.
CREATE OR REPLACE FUNCTION {schema}.enqueue_in_transaction(
    p_team text, p_lane text, p_lane_name text, p_method text, p_path text, p_name text, p_body bytea, p_key text, p_is_callers_key boolean,
    p_priority smallint, p_email text, p_user_id text, p_email_key text, p_user_key text, p_expires_after interval, p_trace_parent text, p_mapping text,
    p_deletes_contact boolean, p_skip_unchanged boolean, p_run text, p_run_hash bytea, p_failure_reason text, p_failure_detail text,
    p_failure_status integer, p_failure_answer text, p_identity uuid)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    v_number bigint;
BEGIN
    INSERT INTO {schema}.inbox (team, lane, lane_name, method, path, name, body, key, is_callers_key, priority, email, user_id, email_key, user_key,
        expires_after, trace_parent, mapping, deletes_contact, skip_unchanged, run, run_hash, failure_reason, failure_detail, failure_status, failure_answer,
        added_at)
    SELECT p_team, p_lane, p_lane_name, p_method, p_path, p_name, p_body, p_key, p_is_callers_key, p_priority, p_email, p_user_id, p_email_key, p_user_key,
        p_expires_after, p_trace_parent, p_mapping, p_deletes_contact, p_skip_unchanged, p_run, p_run_hash, p_failure_reason, p_failure_detail,
        p_failure_status, p_failure_answer, clock_timestamp() + s.clock_ahead
    FROM {schema}.store s WHERE s.identity = p_identity
    RETURNING id INTO v_number;
    RETURN v_number;
END $$;

-- Stores one message, and answers as add does; NULL when its lane has something in the inbox, so that it is for enqueue_many.
CREATE OR REPLACE FUNCTION {schema}.enqueue_one(
    p_team text, p_lane text, p_lane_name text, p_method text, p_path text, p_name text, p_body bytea, p_key text, p_is_callers_key boolean,
    p_priority smallint, p_email text, p_user_id text, p_email_key text, p_user_key text, p_expires_after interval, p_trace_parent text, p_mapping text,
    p_deletes_contact boolean, p_skip_unchanged boolean, p_run text, p_run_hash bytea, p_failure_reason text, p_failure_detail text,
    p_failure_status integer, p_failure_answer text)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    v_now timestamptz;
    v_waits boolean;
    v_added bigint;
BEGIN
    IF current_setting('synchronous_commit') = 'off' THEN
        PERFORM {schema}.on_disk();
    END IF;
    SELECT clock_timestamp() + s.clock_ahead, EXISTS (SELECT 1 FROM {schema}.inbox i WHERE i.team = p_team AND i.lane = p_lane)
    INTO v_now, v_waits FROM {schema}.store s WHERE s.id = 1;
    IF v_waits THEN
        RETURN NULL;
    END IF;
    v_added := {schema}.add(p_team, p_lane, p_lane_name, p_method, p_path, p_name, p_body, p_key, p_is_callers_key, p_priority, p_email, p_user_id, p_email_key,
        p_user_key, p_expires_after, p_trace_parent, p_mapping, p_deletes_contact, p_skip_unchanged, p_run, p_run_hash, p_failure_reason, p_failure_detail,
        p_failure_status, p_failure_answer, NULL, v_now, v_now);
    IF v_added % 4 = 1 THEN
        PERFORM {schema}.tidy(ARRAY[p_team], ARRAY[p_lane]);
    END IF;
    RETURN v_added;
END $$;

-- Stores messages, all of them or none, in this order. Each row of the result is for one of them, and says what add does.
CREATE OR REPLACE FUNCTION {schema}.enqueue_many(
    p_team text[], p_lane text[], p_lane_name text[], p_method text[], p_path text[], p_name text[], p_body bytea[], p_key text[], p_is_callers_key boolean[],
    p_priority smallint[], p_email text[], p_user_id text[], p_email_key text[], p_user_key text[], p_expires_after interval[], p_trace_parent text[],
    p_mapping text[], p_deletes_contact boolean[], p_skip_unchanged boolean[], p_run text[], p_run_hash bytea[], p_failure_reason text[],
    p_failure_detail text[], p_failure_status integer[], p_failure_answer text[])
RETURNS SETOF bigint LANGUAGE plpgsql AS $$
DECLARE
    v_now timestamptz := {schema}.clock();
BEGIN
    IF current_setting('synchronous_commit') = 'off' THEN
        PERFORM {schema}.on_disk();
    END IF;
    PERFORM {schema}.hold(p_team, p_lane, v_now);
    -- By subscript: to unnest two dozen arrays takes as long as to store what is in them.
    FOR i IN 1..cardinality(p_lane) LOOP
        RETURN NEXT {schema}.add(p_team[i], p_lane[i], p_lane_name[i], p_method[i], p_path[i], p_name[i], p_body[i], p_key[i], p_is_callers_key[i],
            p_priority[i], p_email[i], p_user_id[i], p_email_key[i], p_user_key[i], p_expires_after[i], p_trace_parent[i], p_mapping[i],
            p_deletes_contact[i], p_skip_unchanged[i], p_run[i], p_run_hash[i], p_failure_reason[i], p_failure_detail[i], p_failure_status[i],
            p_failure_answer[i], NULL, v_now, v_now);
    END LOOP;
    PERFORM {schema}.tidy(p_team, p_lane);
END $$;
