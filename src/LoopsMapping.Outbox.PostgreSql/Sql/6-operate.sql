CREATE OR REPLACE FUNCTION {schema}.stats() RETURNS TABLE (team text, pending bigint, dead_letters bigint, oldest_age interval, pause_reason text)
LANGUAGE sql STABLE AS $$
    WITH pending AS (
        SELECT l.team, sum(l.messages) AS messages FROM {schema}.lane l GROUP BY l.team
    ), arriving AS (
        SELECT i.team, count(*) AS messages, min(i.added_at) AS oldest FROM {schema}.inbox i GROUP BY i.team
    ), dead AS (
        SELECT d.team, count(*) AS letters FROM {schema}.dead_letter d GROUP BY d.team
    ), names AS (
        SELECT team FROM pending UNION SELECT team FROM arriving UNION SELECT team FROM dead
        UNION SELECT name FROM {schema}.team WHERE pause_reason IS NOT NULL
    )
    SELECT n.team, coalesce(p.messages, 0) + coalesce(a.messages, 0), coalesce(d.letters, 0),
        {schema}.clock() - least(a.oldest, (SELECT m.enqueued_at FROM {schema}.message m WHERE m.team = n.team ORDER BY m.id LIMIT 1)), t.pause_reason
    FROM names n LEFT JOIN pending p ON p.team = n.team LEFT JOIN arriving a ON a.team = n.team LEFT JOIN dead d ON d.team = n.team
        LEFT JOIN {schema}.team t ON t.name = n.team
$$;

-- Removes messages, those under way excepted.
CREATE OR REPLACE FUNCTION {schema}.purge(p_numbers bigint[]) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    v_now timestamptz := {schema}.clock();
    v_lane bigint;
    v_numbers bigint[];
    v_count integer := 0;
BEGIN
    PERFORM {schema}.on_disk();
    FOR v_lane, v_numbers IN
        SELECT l.id, w.numbers
        FROM (SELECT m.lane, array_agg(m.id) AS numbers FROM {schema}.message m WHERE m.id = ANY (p_numbers) GROUP BY m.lane) w
        JOIN {schema}.lane l ON l.id = w.lane ORDER BY l.team, l.name
    LOOP
        v_count := v_count + {schema}.withdraw(v_lane, v_numbers, v_now);
    END LOOP;
    RETURN v_count;
END $$;

-- Makes dead letters pending again. They never expire, and their 23 hours begin with the next attempt; their attempts go on counting.
CREATE OR REPLACE FUNCTION {schema}.retry(p_numbers bigint[]) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    v_now timestamptz := {schema}.clock();
    v_id bigint;
    d {schema}.dead_letter;
    v_added bigint;
    v_count integer := 0;
BEGIN
    PERFORM {schema}.on_disk();
    FOR v_id IN SELECT unnest(p_numbers) LOOP
        SELECT * INTO d FROM {schema}.dead_letter x WHERE x.id = v_id AND x.reason <> 'Invalid' FOR UPDATE;
        CONTINUE WHEN NOT FOUND;
        -- Not as one that deletes: what waits for the contact goes with its next attempt.
        v_added := {schema}.add(d.team, d.lane, d.lane_name, d.method, d.path, d.name, d.body, d.key, d.is_callers_key, d.priority, d.email, d.user_id,
            d.email_key, d.user_key, NULL, d.trace_parent, d.mapping, false, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, v_now, v_now);
        IF v_added % 4 = 1 THEN
            PERFORM {schema}.tidy(ARRAY[d.team], ARRAY[d.lane]);
            CONTINUE;
        END IF;
        UPDATE {schema}.message m SET deletes_contact = d.deletes_contact, attempts = d.attempts, may_have_arrived = d.may_have_arrived,
            had_server_error = d.had_server_error, last_reason = d.last_reason, remembers = d.remembers
        WHERE m.id = v_added / 4;
        DELETE FROM {schema}.dead_letter x WHERE x.id = v_id;
        v_count := v_count + 1;
    END LOOP;
    RETURN v_count;
END $$;

-- Forgets what has been kept long enough; what another process is about to forget is left to it.
CREATE OR REPLACE FUNCTION {schema}.clean_up(p_dead_letters interval, p_receipts interval, p_runs interval) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_now timestamptz := {schema}.clock();
BEGIN
    DELETE FROM {schema}.dead_letter WHERE id IN (
        SELECT id FROM {schema}.dead_letter WHERE failed_at <= v_now - p_dead_letters FOR UPDATE SKIP LOCKED);
    DELETE FROM {schema}.key WHERE (team, key) IN (
        SELECT team, key FROM {schema}.key WHERE delivered_at <= v_now - p_receipts FOR UPDATE SKIP LOCKED);
    WITH gone AS (
        DELETE FROM {schema}.run WHERE id IN (SELECT id FROM {schema}.run WHERE last_at <= v_now - p_runs FOR UPDATE SKIP LOCKED) RETURNING id)
    DELETE FROM {schema}.run_item i USING gone WHERE i.run = gone.id;
END $$;
