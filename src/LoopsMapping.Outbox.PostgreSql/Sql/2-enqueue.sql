-- The time that everything is measured on: the database's.
-- In PL/pgSQL, which keeps its plan: a function in SQL is parsed for each statement that calls it.
CREATE OR REPLACE FUNCTION {schema}.clock() RETURNS timestamptz LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    RETURN (SELECT clock_timestamp() + s.clock_ahead FROM {schema}.store s WHERE s.id = 1);
END $$;

-- The lanes in which something of a contact may wait.
CREATE OR REPLACE FUNCTION {schema}.lanes_of(p_team text, p_user text, p_email text) RETURNS SETOF bigint LANGUAGE sql STABLE ROWS 10 AS $$
    SELECT id FROM {schema}.lane WHERE team = p_team AND name IN (p_user, p_email)
    UNION SELECT id FROM {schema}.lane WHERE team = p_team AND email = p_email
    UNION SELECT lane FROM {schema}.alias WHERE team = p_team AND identity IN (p_user, p_email)
$$;

-- Forgets the contents of a contact, in one team or, without one, in all.
CREATE OR REPLACE FUNCTION {schema}.forget(p_team text, p_user text, p_email text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM {schema}.content WHERE lane IN (p_user, p_email) AND (p_team IS NULL OR team = p_team);
    DELETE FROM {schema}.content WHERE email_key = p_email AND (p_team IS NULL OR team = p_team);
    DELETE FROM {schema}.content WHERE user_key = p_user AND (p_team IS NULL OR team = p_team);
END $$;

-- Removes messages of one lane that will not be delivered, those under way excepted; their keys are free again.
CREATE OR REPLACE FUNCTION {schema}.withdraw(p_lane bigint, p_numbers bigint[], p_now timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    v_lane {schema}.lane;
    v_head bigint;
    v_count integer;
    v_live integer;
    v_lost_head boolean;
BEGIN
    SELECT * INTO v_lane FROM {schema}.lane l WHERE l.id = p_lane FOR UPDATE;
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    SELECT m.id INTO v_head FROM {schema}.message m WHERE m.lane = p_lane ORDER BY m.id LIMIT 1;
    WITH gone AS (
        DELETE FROM {schema}.message m
        WHERE m.lane = p_lane AND m.id = ANY (p_numbers) AND NOT (v_lane.lease_until > p_now AND m.id = v_lane.leased)
        RETURNING m.id, m.priority, m.key
    ), freed AS (
        DELETE FROM {schema}.key k USING gone WHERE k.team = v_lane.team AND k.key = gone.key AND k.delivered_at IS NULL
    )
    SELECT count(*), count(*) FILTER (WHERE gone.priority = 0), coalesce(bool_or(gone.id = v_head), false)
    INTO v_count, v_live, v_lost_head FROM gone;
    IF v_count = v_lane.messages THEN
        DELETE FROM {schema}.lane l WHERE l.id = p_lane;
        DELETE FROM {schema}.alias a WHERE a.lane = p_lane;
    ELSIF v_count > 0 THEN
        -- What held the lane is gone with its head.
        UPDATE {schema}.lane l SET messages = l.messages - v_count, live = l.live - v_live,
            priority = CASE WHEN l.live > v_live THEN 0 ELSE 1 END,
            due = CASE WHEN v_lost_head THEN least(l.due, p_now) ELSE l.due END
        WHERE l.id = p_lane;
    END IF;
    RETURN v_count;
END $$;

-- Removes what waits for a contact, whatever lane it waits in, and what is remembered of it.
CREATE OR REPLACE FUNCTION {schema}.remove_contact(p_team text, p_user text, p_email text, p_before bigint, p_now timestamptz)
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    v_lane bigint;
    v_count integer := 0;
BEGIN
    PERFORM {schema}.forget(p_team, p_user, p_email);
    FOR v_lane IN
        SELECT l.id FROM {schema}.lane l WHERE l.id IN (SELECT {schema}.lanes_of(p_team, p_user, p_email)) ORDER BY l.name FOR UPDATE
    LOOP
        v_count := v_count + {schema}.withdraw(v_lane, ARRAY(
            SELECT m.id FROM {schema}.message m JOIN {schema}.lane l ON l.id = m.lane
            WHERE m.lane = v_lane AND m.id < p_before AND (l.name IN (p_user, p_email) OR m.user_key = p_user OR m.email_key = p_email)), p_now);
    END LOOP;
    RETURN v_count;
END $$;

-- Stores one message. entry: 0 enqueued, 1 duplicate, 2 unchanged, 3 dead letter.
CREATE OR REPLACE FUNCTION {schema}.add(m {schema}.inbox, p_now timestamptz, OUT number bigint, OUT entry smallint) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    v_lane {schema}.lane;
    v_run bigint;
    v_enqueued timestamptz := coalesce(m.added_at, p_now);
    v_expires timestamptz := CASE WHEN m.expires_after IS NOT NULL THEN least(coalesce(m.added_at, p_now) + m.expires_after, '9999-12-31') END;
BEGIN
    IF m.failure_reason IS NOT NULL THEN
        -- It comes to nothing more, so it is known as a delivered one is; under another key, since it is in no other message's way.
        IF m.key IS NOT NULL THEN
            SELECT k.message INTO number FROM {schema}.key k WHERE k.team = m.team AND k.key = m.key;
            IF NOT FOUND THEN
                number := nextval('{schema}.message_number');
                INSERT INTO {schema}.key (team, key, message, delivered_at) VALUES (m.team, E'\x01' || m.key, number, p_now) ON CONFLICT DO NOTHING;
                IF NOT FOUND THEN
                    SELECT k.message INTO number FROM {schema}.key k WHERE k.team = m.team AND k.key = E'\x01' || m.key;
                    entry := 1;
                    RETURN;
                END IF;
            ELSE
                entry := 1;
                RETURN;
            END IF;
        ELSE
            number := nextval('{schema}.message_number');
        END IF;
        INSERT INTO {schema}.dead_letter (id, team, lane, lane_name, method, path, name, body, key, is_callers_key, priority, email, user_id, email_key,
            user_key, trace_parent, deletes_contact, enqueued_at, expires_at, remembers, reason, detail, status, answer, failed_at)
        VALUES (number, m.team, m.lane, m.lane_name, m.method, m.path, m.name, m.body, m.key, m.is_callers_key, m.priority, m.email, m.user_id, m.email_key,
            m.user_key, m.trace_parent, m.deletes_contact, v_enqueued, v_expires, false, m.failure_reason, coalesce(m.failure_detail, ''),
            coalesce(m.failure_status, 0), m.failure_answer, p_now);
        entry := 3;
        RETURN;
    END IF;

    -- What waits in the lane may change the content, so only an empty lane says that it is the last.
    IF m.skip_unchanged AND m.mapping IS NOT NULL
        AND EXISTS (SELECT 1 FROM {schema}.content c WHERE c.team = m.team AND c.lane = m.lane AND c.mapping = m.mapping AND c.hash = sha256(m.body))
        AND NOT EXISTS (SELECT 1 FROM {schema}.lane l WHERE l.team = m.team AND l.name = m.lane AND l.messages > 0)
    THEN
        number := 0;
        entry := 2;
        RETURN;
    END IF;
    IF m.run IS NOT NULL THEN
        INSERT INTO {schema}.run (team, name, last_at) VALUES (m.team, m.run, p_now)
        ON CONFLICT (team, name) DO UPDATE SET last_at = excluded.last_at RETURNING id INTO v_run;
        INSERT INTO {schema}.run_item (run, hash) VALUES (v_run, m.run_hash) ON CONFLICT DO NOTHING;
        IF NOT FOUND THEN
            number := 0;
            entry := 2;
            RETURN;
        END IF;
    END IF;
    IF m.key IS NOT NULL THEN
        SELECT k.message INTO number FROM {schema}.key k WHERE k.team = m.team AND k.key = m.key;
        IF FOUND THEN
            entry := 1;
            RETURN;
        END IF;
    END IF;
    IF m.deletes_contact THEN
        PERFORM {schema}.remove_contact(m.team, m.user_key, m.email_key, 9223372036854775807, p_now);
    END IF;

    INSERT INTO {schema}.lane AS l (team, name, priority, due, turn, messages, live, email)
    VALUES (m.team, m.lane, m.priority, p_now, nextval('{schema}.turn'), 1, (m.priority = 0)::integer, CASE WHEN m.email_key <> m.lane THEN m.email_key END)
    ON CONFLICT (team, name) DO UPDATE SET messages = l.messages + 1, live = l.live + excluded.live, priority = least(l.priority, excluded.priority),
        email = CASE WHEN l.messages = 0 THEN excluded.email ELSE l.email END
    RETURNING * INTO v_lane;
    -- Only now: while the lane's row is held, numbers are taken in the order of commits.
    number := nextval('{schema}.message_number');
    IF m.key IS NOT NULL THEN
        INSERT INTO {schema}.key (team, key, message) VALUES (m.team, m.key, number) ON CONFLICT DO NOTHING;
        IF NOT FOUND THEN
            -- Another transaction was faster by a moment.
            SELECT k.message INTO number FROM {schema}.key k WHERE k.team = m.team AND k.key = m.key;
            PERFORM {schema}.undo_join(v_lane, m.priority);
            entry := 1;
            RETURN;
        END IF;
    END IF;
    IF m.email_key <> m.lane AND m.email_key IS DISTINCT FROM v_lane.email THEN
        INSERT INTO {schema}.alias (team, identity, lane) VALUES (m.team, m.email_key, v_lane.id) ON CONFLICT DO NOTHING;
    END IF;
    IF m.user_key <> m.lane THEN
        INSERT INTO {schema}.alias (team, identity, lane) VALUES (m.team, m.user_key, v_lane.id) ON CONFLICT DO NOTHING;
    END IF;
    INSERT INTO {schema}.message (id, team, lane, lane_name, method, path, name, body, key, is_callers_key, priority, email, user_id, email_key, user_key,
        trace_parent, deletes_contact, enqueued_at, expires_at, mapping, remembers, inbox)
    VALUES (number, m.team, v_lane.id, m.lane_name, m.method, m.path, m.name, m.body, m.key, m.is_callers_key, m.priority, m.email, m.user_id, m.email_key,
        m.user_key, m.trace_parent, m.deletes_contact, v_enqueued, v_expires, m.mapping, m.skip_unchanged, nullif(m.id, 0));
    entry := 0;
END $$;

-- One message of a lane is gone, and its row is held: the lane goes with its last one.
CREATE OR REPLACE FUNCTION {schema}.leave(p_lane {schema}.lane, p_priority smallint, p_due timestamptz, p_turn bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF p_lane.messages = 1 THEN
        DELETE FROM {schema}.lane l WHERE l.id = p_lane.id;
        DELETE FROM {schema}.alias a WHERE a.lane = p_lane.id;
    ELSE
        UPDATE {schema}.lane l SET messages = l.messages - 1, live = l.live - (p_priority = 0)::integer,
            priority = CASE WHEN l.live > (p_priority = 0)::integer THEN 0 ELSE 1 END, due = p_due, turn = p_turn,
            lease = NULL, lease_until = '-infinity', leased = NULL
        WHERE l.id = p_lane.id;
    END IF;
END $$;

-- A message that had joined a lane is none after all; whatever is under way in the lane goes on.
CREATE OR REPLACE FUNCTION {schema}.undo_join(p_lane {schema}.lane, p_priority smallint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF p_lane.messages = 1 THEN
        DELETE FROM {schema}.lane l WHERE l.id = p_lane.id;
    ELSE
        UPDATE {schema}.lane l SET messages = l.messages - 1, live = l.live - (p_priority = 0)::integer,
            priority = CASE WHEN l.live > (p_priority = 0)::integer THEN 0 ELSE 1 END
        WHERE l.id = p_lane.id;
    END IF;
END $$;

-- Holds lanes, in an order that is everybody's, and makes those that do not exist; then moves what the inbox has for them.
CREATE OR REPLACE FUNCTION {schema}.hold(p_teams text[], p_lanes text[], p_now timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    m {schema}.inbox;
BEGIN
    INSERT INTO {schema}.lane AS l (team, name, priority, due, turn, messages, live)
    SELECT u.team, u.lane, 1, p_now, nextval('{schema}.turn'), 0, 0
    FROM (SELECT DISTINCT t.team COLLATE "C" AS team, t.lane COLLATE "C" AS lane FROM unnest(p_teams, p_lanes) AS t (team, lane) ORDER BY 1, 2) u
    ON CONFLICT (team, name) DO UPDATE SET messages = l.messages;
    FOR m IN
        WITH moved AS (
            DELETE FROM {schema}.inbox i USING (SELECT DISTINCT t.team, t.lane FROM unnest(p_teams, p_lanes) AS t (team, lane)) u
            WHERE i.team = u.team AND i.lane = u.lane RETURNING i.*)
        SELECT * FROM moved ORDER BY id
    LOOP
        PERFORM {schema}.add(m, p_now);
    END LOOP;
END $$;

-- Lets go of lanes that were held and got no message.
CREATE OR REPLACE FUNCTION {schema}.tidy(p_teams text[], p_lanes text[]) RETURNS void LANGUAGE sql AS $$
    DELETE FROM {schema}.lane l USING unnest(p_teams, p_lanes) AS t (team, lane) WHERE l.team = t.team AND l.name = t.lane AND l.messages = 0
$$;

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

-- A promise of durability does not depend on what somebody set for the role.
CREATE OR REPLACE FUNCTION {schema}.on_disk() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('synchronous_commit') = 'off' THEN
        PERFORM set_config('synchronous_commit', 'on', true);
    END IF;
END $$;

-- Leaves one message to be moved into its lane behind the commit of the transaction. False: it is not the outbox that was meant.
CREATE OR REPLACE FUNCTION {schema}.leave_in_inbox(p_identity uuid,
    p_team text[], p_lane text[], p_lane_name text[], p_method text[], p_path text[], p_name text[], p_body bytea[], p_key text[], p_is_callers_key boolean[],
    p_priority smallint[], p_email text[], p_user_id text[], p_email_key text[], p_user_key text[], p_expires_after interval[], p_trace_parent text[],
    p_mapping text[], p_deletes_contact boolean[], p_skip_unchanged boolean[], p_run text[], p_run_hash bytea[], p_failure_reason text[],
    p_failure_detail text[], p_failure_status integer[], p_failure_answer text[])
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    v_now timestamptz;
BEGIN
    SELECT clock_timestamp() + s.clock_ahead INTO v_now FROM {schema}.store s WHERE s.identity = p_identity;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    INSERT INTO {schema}.inbox (team, lane, lane_name, method, path, name, body, key, is_callers_key, priority, email, user_id, email_key, user_key,
        expires_after, trace_parent, mapping, deletes_contact, skip_unchanged, run, run_hash, failure_reason, failure_detail, failure_status, failure_answer,
        added_at)
    SELECT u.*, v_now FROM unnest(p_team, p_lane, p_lane_name, p_method, p_path, p_name, p_body, p_key, p_is_callers_key, p_priority, p_email, p_user_id,
        p_email_key, p_user_key, p_expires_after, p_trace_parent, p_mapping, p_deletes_contact, p_skip_unchanged, p_run, p_run_hash, p_failure_reason,
        p_failure_detail, p_failure_status, p_failure_answer) u;
    RETURN true;
END $$;

-- Stores one message about which nothing is out of the ordinary, as add does, in one statement and without arrays: for a lone caller that is a tenth of
-- the time, which its commit does not hide. In a batch, where commits are shared, the steps of add are faster.
-- entry: 0 enqueued, 1 duplicate; NULL when its lane has something in the inbox, so that it is for enqueue.
CREATE OR REPLACE FUNCTION {schema}.enqueue_plain(
    p_team text, p_lane text, p_lane_name text, p_method text, p_path text, p_name text, p_body bytea, p_key text, p_is_callers_key boolean,
    p_priority smallint, p_email text, p_user_id text, p_email_key text, p_user_key text, p_expires_after interval, p_trace_parent text, p_mapping text,
    OUT number bigint, OUT entry smallint) LANGUAGE plpgsql AS $$
DECLARE
    v_now timestamptz;
    v_waits boolean;
    v_lane bigint;
BEGIN
    IF current_setting('synchronous_commit') = 'off' THEN
        PERFORM {schema}.on_disk();
    END IF;
    SELECT clock_timestamp() + s.clock_ahead, EXISTS (SELECT 1 FROM {schema}.inbox i WHERE i.team = p_team AND i.lane = p_lane)
    INTO v_now, v_waits FROM {schema}.store s WHERE s.id = 1;
    IF v_waits THEN
        RETURN;
    END IF;
    WITH joined AS (
        INSERT INTO {schema}.lane AS l (team, name, priority, due, turn, messages, live, email)
        SELECT p_team, p_lane, p_priority, v_now, nextval('{schema}.turn'), 1, (p_priority = 0)::integer, CASE WHEN p_email_key <> p_lane THEN p_email_key END
        WHERE p_key IS NULL OR NOT EXISTS (SELECT 1 FROM {schema}.key k WHERE k.team = p_team AND k.key = p_key)
        ON CONFLICT (team, name) DO UPDATE SET messages = l.messages + 1, live = l.live + excluded.live, priority = least(l.priority, excluded.priority),
            email = CASE WHEN l.messages = 0 THEN excluded.email ELSE l.email END
        RETURNING l.id, l.email
    ), numbered AS MATERIALIZED (
        -- The lane's row is held by now, so that numbers follow commits.
        SELECT j.id, j.email, nextval('{schema}.message_number') AS number FROM joined j
    ), keyed AS (
        INSERT INTO {schema}.key AS k (team, key, message) SELECT p_team, p_key, n.number FROM numbered n WHERE p_key IS NOT NULL
        ON CONFLICT DO NOTHING RETURNING k.message
    ), aliased AS (
        INSERT INTO {schema}.alias (team, identity, lane) SELECT p_team, p_email_key, n.id FROM numbered n
        WHERE p_email_key <> p_lane AND p_email_key IS DISTINCT FROM n.email AND (p_key IS NULL OR EXISTS (SELECT 1 FROM keyed))
        ON CONFLICT DO NOTHING
    ), stored AS (
        INSERT INTO {schema}.message AS m (id, team, lane, lane_name, method, path, name, body, key, is_callers_key, priority, email, user_id, email_key,
            user_key, trace_parent, deletes_contact, enqueued_at, expires_at, mapping, remembers)
        SELECT n.number, p_team, n.id, p_lane_name, p_method, p_path, p_name, p_body, p_key, p_is_callers_key, p_priority, p_email, p_user_id, p_email_key,
            p_user_key, p_trace_parent, false, v_now,
            CASE WHEN p_expires_after IS NOT NULL THEN least(v_now + p_expires_after, '9999-12-31') END, p_mapping, false
        FROM numbered n WHERE p_key IS NULL OR EXISTS (SELECT 1 FROM keyed)
        RETURNING m.id
    )
    SELECT n.id, m.id INTO v_lane, number FROM numbered n LEFT JOIN stored m ON true;
    IF number IS NOT NULL THEN
        entry := 0;
        RETURN;
    END IF;
    SELECT k.message INTO number FROM {schema}.key k WHERE k.team = p_team AND k.key = p_key;
    entry := 1;
    IF v_lane IS NOT NULL THEN
        -- Another transaction was faster by a moment.
        PERFORM {schema}.undo_join(l, p_priority) FROM {schema}.lane l WHERE l.id = v_lane;
    END IF;
END $$;

-- Stores messages, all of them or none, in this order. Each row of the result is for one of them.
CREATE OR REPLACE FUNCTION {schema}.enqueue(
    p_team text[], p_lane text[], p_lane_name text[], p_method text[], p_path text[], p_name text[], p_body bytea[], p_key text[], p_is_callers_key boolean[],
    p_priority smallint[], p_email text[], p_user_id text[], p_email_key text[], p_user_key text[], p_expires_after interval[], p_trace_parent text[],
    p_mapping text[], p_deletes_contact boolean[], p_skip_unchanged boolean[], p_run text[], p_run_hash bytea[], p_failure_reason text[],
    p_failure_detail text[], p_failure_status integer[], p_failure_answer text[])
RETURNS TABLE (number bigint, entry smallint) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    m {schema}.inbox;
    v_now timestamptz;
    v_waits boolean;
    v_added record;
BEGIN
    IF current_setting('synchronous_commit') = 'off' THEN
        PERFORM {schema}.on_disk();
    END IF;
    SELECT clock_timestamp() + s.clock_ahead, EXISTS (SELECT 1 FROM {schema}.inbox i WHERE i.team = p_team[1] AND i.lane = p_lane[1])
    INTO v_now, v_waits FROM {schema}.store s WHERE s.id = 1;
    -- One message holds its lane by itself.
    v_waits := v_waits OR cardinality(p_lane) > 1;
    IF v_waits THEN
        PERFORM {schema}.hold(p_team, p_lane, v_now);
    END IF;
    -- By subscript: to unnest two dozen arrays takes as long as to store what is in them.
    FOR i IN 1..cardinality(p_lane) LOOP
        m := ROW(0, p_team[i], p_lane[i], p_lane_name[i], p_method[i], p_path[i], p_name[i], p_body[i], p_key[i], p_is_callers_key[i], p_priority[i], p_email[i],
            p_user_id[i], p_email_key[i], p_user_key[i], p_expires_after[i], p_trace_parent[i], p_deletes_contact[i], p_mapping[i], p_skip_unchanged[i],
            p_run[i], p_run_hash[i], p_failure_reason[i], p_failure_detail[i], p_failure_status[i], p_failure_answer[i], NULL);
        v_added := {schema}.add(m, v_now);
        number := v_added.number;
        entry := v_added.entry;
        RETURN NEXT;
    END LOOP;
    IF v_waits THEN
        PERFORM {schema}.tidy(p_team, p_lane);
    END IF;
END $$;
