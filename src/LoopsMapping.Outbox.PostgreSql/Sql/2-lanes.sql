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

-- A message that had joined a lane is none after all; whatever is under way in the lane goes on. Whoever holds the lane tidies it.
CREATE OR REPLACE FUNCTION {schema}.undo_join(p_lane bigint, p_priority smallint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE {schema}.lane l SET messages = l.messages - 1, live = l.live - (p_priority = 0)::integer,
        priority = CASE WHEN l.live > (p_priority = 0)::integer THEN 0 ELSE 1 END
    WHERE l.id = p_lane;
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
        PERFORM {schema}.add(m.team, m.lane, m.lane_name, m.method, m.path, m.name, m.body, m.key, m.is_callers_key, m.priority, m.email, m.user_id,
            m.email_key, m.user_key, m.expires_after, m.trace_parent, m.mapping, m.deletes_contact, m.skip_unchanged, m.run, m.run_hash, m.failure_reason,
            m.failure_detail, m.failure_status, m.failure_answer, m.id, coalesce(m.added_at, p_now), p_now);
    END LOOP;
END $$;

-- Lets go of lanes that were held and got no message.
CREATE OR REPLACE FUNCTION {schema}.tidy(p_teams text[], p_lanes text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM {schema}.lane l USING unnest(p_teams, p_lanes) AS t (team, lane) WHERE l.team = t.team AND l.name = t.lane AND l.messages = 0;
END $$;

-- A promise of durability does not depend on what somebody set for the role.
CREATE OR REPLACE FUNCTION {schema}.on_disk() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('synchronous_commit') = 'off' THEN
        PERFORM set_config('synchronous_commit', 'on', true);
    END IF;
END $$;
