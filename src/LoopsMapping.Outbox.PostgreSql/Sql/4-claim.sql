-- Claims due heads of lanes. The last row has no message: it says when the next head becomes due, and whether the claim is a probe.
CREATE OR REPLACE FUNCTION {schema}.claim(p_team text, p_max integer, p_lease interval)
RETURNS TABLE (number bigint, token text, lane text, method text, path text, name text, body bytea, key text, is_callers_key boolean, priority smallint,
    email text, trace_parent text, deletes_contact boolean, age interval, expires_in interval, attempts integer, since_first interval,
    may_have_arrived boolean, had_server_error boolean, next_due interval, is_probe boolean)
LANGUAGE plpgsql SET enable_seqscan = off SET enable_bitmapscan = off SET jit = off AS $$
#variable_conflict use_column
DECLARE
    v_now timestamptz := {schema}.clock();
    v_team {schema}.team;
    v_lane {schema}.lane;
    m {schema}.message;
    v_max integer := p_max;
    v_found integer := 0;
    v_looked boolean;
    v_blocked bigint[] := '{}';
    v_lease bigint;
    v_due timestamptz;
BEGIN
    -- A claim need not be on the disk: the attempt that is recorded before anything is sent takes it there.
    PERFORM set_config('synchronous_commit', 'off', true);
    IF EXISTS (SELECT 1 FROM {schema}.inbox i WHERE i.team = p_team) THEN
        PERFORM {schema}.move(p_team, 1000);
    END IF;
    SELECT * INTO v_team FROM {schema}.team t WHERE t.name = p_team FOR UPDATE;
    IF NOT FOUND THEN
        INSERT INTO {schema}.team (name) VALUES (p_team) ON CONFLICT DO NOTHING;
        SELECT * INTO v_team FROM {schema}.team t WHERE t.name = p_team FOR UPDATE;
    END IF;
    v_now := {schema}.clock();
    is_probe := false;
    IF v_team.pause_reason IS NOT NULL THEN
        SELECT l.lease_until INTO v_due FROM {schema}.lane l WHERE l.id = v_team.probe_lane AND l.lease = v_team.probe_lease AND l.lease_until > v_now;
        IF NOT FOUND AND v_team.probe_at > v_now AND EXISTS (SELECT 1 FROM {schema}.lane l WHERE l.team = p_team) THEN
            v_due := v_team.probe_at;
        END IF;
        IF v_due IS NOT NULL OR v_team.probe_at > v_now THEN
            next_due := v_due - v_now;
            RETURN NEXT;
            RETURN;
        END IF;
        v_max := 1;
        is_probe := true;
    END IF;

    FOR v_priority IN 0..1 LOOP
        LOOP
            EXIT WHEN v_found = v_max;
            v_looked := false;
            FOR v_lane IN
                SELECT * FROM {schema}.lane l
                WHERE l.team = p_team AND l.priority = v_priority AND l.due <= v_now AND l.lease_until <= v_now AND l.id <> ALL (v_blocked)
                ORDER BY l.due, l.turn LIMIT v_max - v_found FOR UPDATE SKIP LOCKED
            LOOP
                v_looked := true;
                SELECT * INTO m FROM {schema}.message h WHERE h.lane = v_lane.id ORDER BY h.id LIMIT 1;
                IF m.deletes_contact AND EXISTS (
                    SELECT 1 FROM {schema}.lane l JOIN {schema}.message o ON o.id = l.leased
                    WHERE l.id IN (SELECT {schema}.lanes_of(p_team, m.user_key, m.email_key)) AND l.id <> v_lane.id AND l.lease_until > v_now
                        AND (l.name IN (m.user_key, m.email_key) OR o.user_key = m.user_key OR o.email_key = m.email_key))
                THEN
                    v_blocked := v_blocked || v_lane.id;
                    CONTINUE;
                END IF;
                v_lease := nextval('{schema}.lease');
                UPDATE {schema}.lane l SET lease = v_lease, lease_until = v_now + p_lease, leased = m.id WHERE l.id = v_lane.id;
                IF is_probe THEN
                    UPDATE {schema}.team t SET probe_lane = v_lane.id, probe_lease = v_lease WHERE t.name = p_team;
                END IF;
                v_found := v_found + 1;
                number := m.id;
                token := v_lane.id || '.' || v_lease;
                lane := coalesce(m.lane_name, v_lane.name);
                method := m.method;
                path := m.path;
                name := m.name;
                body := m.body;
                key := m.key;
                is_callers_key := m.is_callers_key;
                priority := m.priority;
                email := m.email;
                trace_parent := m.trace_parent;
                deletes_contact := m.deletes_contact;
                age := v_now - m.enqueued_at;
                expires_in := m.expires_at - v_now;
                attempts := m.attempts;
                since_first := v_now - m.first_attempt_at;
                may_have_arrived := m.may_have_arrived;
                had_server_error := m.had_server_error;
                RETURN NEXT;
            END LOOP;
            EXIT WHEN NOT v_looked;
        END LOOP;
    END LOOP;

    v_due := NULL;
    FOR v_priority IN 0..1 LOOP
        v_due := least(v_due, (
            SELECT l.due FROM {schema}.lane l
            WHERE l.team = p_team AND l.priority = v_priority AND l.lease_until <= v_now AND l.id <> ALL (v_blocked)
            ORDER BY l.due, l.turn LIMIT 1));
    END LOOP;
    number := NULL;
    body := NULL;
    next_due := greatest(v_due - v_now, '0');
    IF v_due IS NULL THEN
        next_due := NULL;
    END IF;
    is_probe := is_probe AND v_found > 0;
    RETURN NEXT;
END $$;

-- Which of these teams have something to claim.
CREATE OR REPLACE FUNCTION {schema}.teams_with_work(p_teams text[]) RETURNS SETOF text LANGUAGE sql STABLE SET enable_seqscan = off SET enable_bitmapscan = off SET jit = off AS $$
    SELECT t.team FROM (SELECT clock_timestamp() + s.clock_ahead AS now FROM {schema}.store s WHERE s.id = 1 OFFSET 0) c, unnest(p_teams) AS t (team)
    WHERE EXISTS (SELECT 1 FROM {schema}.lane l WHERE l.team = t.team AND l.priority = 0 AND l.due <= c.now AND l.lease_until <= c.now)
        OR EXISTS (SELECT 1 FROM {schema}.lane l WHERE l.team = t.team AND l.priority = 1 AND l.due <= c.now AND l.lease_until <= c.now)
        OR EXISTS (SELECT 1 FROM {schema}.inbox i WHERE i.team = t.team)
$$;

-- Takes the team's next slot, unless it is further away than the caller can wait.
CREATE OR REPLACE FUNCTION {schema}.reserve_slot(p_team text, p_spacing interval, p_longest interval) RETURNS interval LANGUAGE plpgsql AS $$
DECLARE
    v_now timestamptz := {schema}.clock();
    v_next timestamptz;
BEGIN
    -- The attempt that is recorded before the slot is used takes it to the disk.
    PERFORM set_config('synchronous_commit', 'off', true);
    IF p_spacing = '0' THEN
        SELECT t.next_slot INTO v_next FROM {schema}.team t WHERE t.name = p_team;
    ELSE
        SELECT t.next_slot INTO v_next FROM {schema}.team t WHERE t.name = p_team FOR UPDATE;
        IF NOT FOUND THEN
            INSERT INTO {schema}.team (name) VALUES (p_team) ON CONFLICT DO NOTHING;
            SELECT t.next_slot INTO v_next FROM {schema}.team t WHERE t.name = p_team FOR UPDATE;
        END IF;
    END IF;
    v_now := {schema}.clock();
    v_next := greatest(v_next, v_now);
    IF v_next - v_now >= p_longest THEN
        RETURN NULL;
    END IF;
    IF p_spacing <> '0' THEN
        UPDATE {schema}.team t SET next_slot = v_next + p_spacing WHERE t.name = p_team;
    END IF;
    RETURN v_next - v_now;
END $$;

CREATE OR REPLACE FUNCTION {schema}.delay_slots(p_team text, p_duration interval) RETURNS void LANGUAGE sql AS $$
    INSERT INTO {schema}.team AS t (name, next_slot) VALUES (p_team, {schema}.clock() + p_duration)
    ON CONFLICT (name) DO UPDATE SET next_slot = greatest(t.next_slot, excluded.next_slot)
$$;

CREATE OR REPLACE FUNCTION {schema}.pause(p_team text, p_reason text, p_probe_after interval) RETURNS void LANGUAGE sql AS $$
    INSERT INTO {schema}.team AS t (name, pause_reason, probe_at) VALUES (p_team, p_reason, {schema}.clock() + p_probe_after)
    ON CONFLICT (name) DO UPDATE SET pause_reason = excluded.pause_reason, probe_at = excluded.probe_at, probe_lane = NULL, probe_lease = NULL
$$;

CREATE OR REPLACE FUNCTION {schema}.resume(p_team text) RETURNS void LANGUAGE sql AS $$
    UPDATE {schema}.team SET pause_reason = NULL, probe_at = NULL, probe_lane = NULL, probe_lease = NULL WHERE name = p_team AND pause_reason IS NOT NULL
$$;
