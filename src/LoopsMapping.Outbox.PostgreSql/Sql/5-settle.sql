-- Every settlement names its lane and lease: with a lease that has ended, or passed to somebody else, it changes nothing.

-- p_attempts: how many there were before, so that asking again records no second one.
CREATE OR REPLACE FUNCTION {schema}.mark_attempt(p_lane bigint, p_lease bigint, p_number bigint, p_attempts integer) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    v_now timestamptz := {schema}.clock();
    m {schema}.message;
BEGIN
    PERFORM {schema}.on_disk();
    PERFORM 1 FROM {schema}.lane l WHERE l.id = p_lane AND l.lease = p_lease AND l.lease_until > v_now;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    UPDATE {schema}.message u SET attempts = p_attempts + 1, first_attempt_at = coalesce(u.first_attempt_at, v_now), may_have_arrived = true
    WHERE u.id = p_number RETURNING * INTO m;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    -- What was under way when the deletion was enqueued, and is to be tried again, would bring the contact back.
    IF m.deletes_contact THEN
        PERFORM {schema}.remove_contact(m.team, m.user_key, m.email_key, p_number, v_now);
    END IF;
    RETURN true;
END $$;

CREATE OR REPLACE FUNCTION {schema}.complete(p_lane bigint, p_lease bigint, p_number bigint) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    v_now timestamptz := {schema}.clock();
    v_lane {schema}.lane;
    m {schema}.message;
BEGIN
    PERFORM {schema}.on_disk();
    SELECT * INTO v_lane FROM {schema}.lane l WHERE l.id = p_lane AND l.lease = p_lease AND l.lease_until > v_now FOR UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    DELETE FROM {schema}.message d WHERE d.id = p_number RETURNING * INTO m;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM {schema}.leave(v_lane, m.priority, v_now, nextval('{schema}.turn'));
    IF m.key IS NOT NULL THEN
        UPDATE {schema}.key k SET delivered_at = v_now WHERE k.team = m.team AND k.key = m.key;
    END IF;
    IF m.mapping IS NOT NULL THEN
        IF m.remembers THEN
            INSERT INTO {schema}.content (team, lane, mapping, hash, email_key, user_key)
            VALUES (m.team, v_lane.name, m.mapping, sha256(m.body), m.email_key, m.user_key)
            ON CONFLICT (team, lane, mapping) DO UPDATE SET hash = excluded.hash, email_key = excluded.email_key, user_key = excluded.user_key;
        ELSE
            UPDATE {schema}.content c SET hash = sha256(m.body) WHERE c.team = m.team AND c.lane = v_lane.name AND c.mapping = m.mapping;
        END IF;
    END IF;
    -- What was delivered after the deletion was enqueued is gone, too.
    IF m.deletes_contact THEN
        PERFORM {schema}.forget(m.team, m.user_key, m.email_key);
    END IF;
    RETURN true;
END $$;

-- p_attempts: how many attempts count, without this one; NULL when it counts.
CREATE OR REPLACE FUNCTION {schema}.reschedule(p_lane bigint, p_lease bigint, p_number bigint, p_delay interval, p_reason text, p_attempts integer,
    p_had_first boolean, p_may_have_arrived boolean, p_was_server_error boolean) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    v_now timestamptz := {schema}.clock();
BEGIN
    PERFORM {schema}.on_disk();
    UPDATE {schema}.lane l SET due = v_now + p_delay, turn = nextval('{schema}.turn'), lease = NULL, lease_until = '-infinity', leased = NULL
    WHERE l.id = p_lane AND l.lease = p_lease AND l.lease_until > v_now;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    UPDATE {schema}.message m SET
        attempts = coalesce(p_attempts, m.attempts),
        first_attempt_at = CASE WHEN p_attempts IS NULL OR p_had_first THEN m.first_attempt_at END,
        may_have_arrived = p_may_have_arrived,
        had_server_error = m.had_server_error OR p_was_server_error,
        last_reason = p_reason
    WHERE m.id = p_number;
    RETURN FOUND;
END $$;

CREATE OR REPLACE FUNCTION {schema}.bury(p_lane bigint, p_lease bigint, p_number bigint, p_may_have_arrived boolean, p_reason text, p_detail text,
    p_status integer, p_answer text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    v_now timestamptz := {schema}.clock();
    v_lane {schema}.lane;
    m {schema}.message;
BEGIN
    PERFORM {schema}.on_disk();
    SELECT * INTO v_lane FROM {schema}.lane l WHERE l.id = p_lane AND l.lease = p_lease AND l.lease_until > v_now FOR UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    DELETE FROM {schema}.message d WHERE d.id = p_number RETURNING * INTO m;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    INSERT INTO {schema}.dead_letter (id, team, lane, lane_name, method, path, name, body, key, is_callers_key, priority, email, user_id, email_key, user_key,
        trace_parent, deletes_contact, enqueued_at, expires_at, attempts, first_attempt_at, may_have_arrived, had_server_error, last_reason, mapping,
        remembers, reason, detail, status, answer, failed_at)
    VALUES (m.id, m.team, v_lane.name, m.lane_name, m.method, m.path, m.name, m.body, m.key, m.is_callers_key, m.priority, m.email, m.user_id, m.email_key,
        m.user_key, m.trace_parent, m.deletes_contact, m.enqueued_at, m.expires_at, m.attempts, m.first_attempt_at, p_may_have_arrived, m.had_server_error,
        m.last_reason, m.mapping, m.remembers, p_reason, p_detail, p_status, p_answer, v_now);
    PERFORM {schema}.leave(v_lane, m.priority, v_now, nextval('{schema}.turn'));
    IF m.key IS NOT NULL THEN
        DELETE FROM {schema}.key k WHERE k.team = m.team AND k.key = m.key AND k.delivered_at IS NULL;
    END IF;
    RETURN true;
END $$;

CREATE OR REPLACE FUNCTION {schema}.release(p_lane bigint, p_lease bigint) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('synchronous_commit', 'off', true);
    UPDATE {schema}.lane l SET lease = NULL, lease_until = '-infinity', leased = NULL WHERE l.id = p_lane AND l.lease = p_lease;
    RETURN FOUND;
END $$;
