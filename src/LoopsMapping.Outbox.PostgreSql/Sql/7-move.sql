-- The moves from other stores that have come here, so that none comes twice.
CREATE TABLE IF NOT EXISTS {schema}.move (
    id uuid PRIMARY KEY,
    moved_at timestamptz NOT NULL);

-- Takes what a move has put into the temporary tables moving_message, moving_receipt, moving_content, moving_run_item and moving_pause.
-- pending, dead_letters: how many messages came; duplicates: how many were here already; behind: how many lanes had something waiting here before.
CREATE OR REPLACE FUNCTION {schema}.take_moved(p_id uuid, OUT pending bigint, OUT dead_letters bigint, OUT duplicates bigint, OUT behind bigint)
LANGUAGE plpgsql AS $$
DECLARE
    v_now timestamptz := {schema}.clock();
BEGIN
    PERFORM {schema}.on_disk();
    INSERT INTO {schema}.move (id, moved_at) VALUES (p_id, v_now);

    -- A key that is here is that of the same record: it was enqueued here, too, or delivered from here.
    WITH gone AS (
        DELETE FROM moving_message m USING {schema}.key k WHERE m.reason IS NULL AND k.team = m.team AND k.key = m.key RETURNING 1)
    SELECT count(*) INTO duplicates FROM gone;
    SELECT count(*) INTO behind FROM {schema}.lane l
    WHERE l.messages > 0 AND (l.team, l.name) IN (SELECT m.team, m.lane FROM moving_message m WHERE m.reason IS NULL);

    INSERT INTO {schema}.lane AS l (team, name, priority, due, turn, messages, live)
    SELECT o.team, o.lane, o.priority, o.due, nextval('{schema}.turn'), o.messages, o.live
    FROM (SELECT m.team, m.lane, min(m.priority) AS priority, min(m.due) AS due, count(*) AS messages, count(*) FILTER (WHERE m.priority = 0) AS live
        FROM moving_message m WHERE m.reason IS NULL GROUP BY m.team, m.lane ORDER BY m.team, m.lane) o
    ON CONFLICT (team, name) DO UPDATE SET messages = l.messages + excluded.messages, live = l.live + excluded.live,
        priority = least(l.priority, excluded.priority);
    -- While the lanes are held, numbers follow commits.
    UPDATE moving_message m SET number = n.number
    FROM (SELECT o.position, nextval('{schema}.message_number') AS number FROM (SELECT position FROM moving_message ORDER BY position) o) n
    WHERE n.position = m.position;

    INSERT INTO {schema}.message (id, team, lane, lane_name, method, path, name, body, key, is_callers_key, priority, email, user_id, email_key, user_key,
        trace_parent, deletes_contact, enqueued_at, expires_at, attempts, first_attempt_at, may_have_arrived, had_server_error, last_reason, mapping,
        remembers)
    SELECT m.number, m.team, l.id, m.lane_name, m.method, m.path, m.name, m.body, m.key, m.is_callers_key, m.priority, m.email, m.user_id, m.email_key,
        m.user_key, m.trace_parent, m.deletes_contact, m.enqueued_at, m.expires_at, m.attempts, m.first_attempt_at, m.may_have_arrived, m.had_server_error,
        m.last_reason, m.mapping, m.remembers
    FROM moving_message m JOIN {schema}.lane l ON l.team = m.team AND l.name = m.lane WHERE m.reason IS NULL;
    GET DIAGNOSTICS pending = ROW_COUNT;
    INSERT INTO {schema}.key (team, key, message) SELECT m.team, m.key, m.number FROM moving_message m WHERE m.reason IS NULL AND m.key IS NOT NULL;
    INSERT INTO {schema}.alias (team, identity, lane)
    SELECT DISTINCT m.team, i.identity, l.id
    FROM moving_message m JOIN {schema}.lane l ON l.team = m.team AND l.name = m.lane, unnest(ARRAY[m.email_key, m.user_key]) AS i (identity)
    WHERE m.reason IS NULL AND i.identity <> m.lane
    ON CONFLICT DO NOTHING;

    INSERT INTO {schema}.dead_letter (id, team, lane, lane_name, method, path, name, body, key, is_callers_key, priority, email, user_id, email_key, user_key,
        trace_parent, deletes_contact, enqueued_at, expires_at, attempts, first_attempt_at, may_have_arrived, had_server_error, last_reason, mapping,
        remembers, reason, detail, status, answer, failed_at)
    SELECT m.number, m.team, m.lane, m.lane_name, m.method, m.path, m.name, m.body, m.key, m.is_callers_key, m.priority, m.email, m.user_id, m.email_key,
        m.user_key, m.trace_parent, m.deletes_contact, m.enqueued_at, m.expires_at, m.attempts, m.first_attempt_at, m.may_have_arrived, m.had_server_error,
        m.last_reason, m.mapping, m.remembers, m.reason, m.detail, m.status, m.answer, m.failed_at
    FROM moving_message m WHERE m.reason IS NOT NULL;
    GET DIAGNOSTICS dead_letters = ROW_COUNT;

    INSERT INTO {schema}.key (team, key, message, delivered_at)
    SELECT r.team, r.key, nextval('{schema}.message_number'), r.delivered_at FROM moving_receipt r
    ON CONFLICT DO NOTHING;
    INSERT INTO {schema}.content (team, lane, mapping, hash, email_key, user_key)
    SELECT c.team, c.lane, c.mapping, c.hash, c.email_key, c.user_key FROM moving_content c
    ON CONFLICT DO NOTHING;
    INSERT INTO {schema}.run (team, name, last_at) SELECT i.team, i.run, max(i.last_at) FROM moving_run_item i GROUP BY i.team, i.run
    ON CONFLICT DO NOTHING;
    INSERT INTO {schema}.run_item (run, hash)
    SELECT r.id, i.hash FROM moving_run_item i JOIN {schema}.run r ON r.team = i.team AND r.name = i.run
    ON CONFLICT DO NOTHING;
    INSERT INTO {schema}.team AS t (name, pause_reason, probe_at) SELECT p.team, p.reason, p.probe_at FROM moving_pause p
    ON CONFLICT (name) DO UPDATE SET pause_reason = coalesce(t.pause_reason, excluded.pause_reason), probe_at = coalesce(t.probe_at, excluded.probe_at);
END $$;
