using System.Globalization;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using static LoopsMapping.Outbox.PostgreSql.PgDatabase;

namespace LoopsMapping.Outbox.PostgreSql;

/// <summary>An operator's query, as SQL on one of the two tables of messages.</summary>
internal sealed class OperatorQuery
{
    private const string Columns =
        "m.method, m.path, m.name, m.body, m.key, m.priority, m.email, m.user_id, m.enqueued_at, m.expires_at, m.attempts, m.first_attempt_at, m.may_have_arrived, m.last_reason";

    private const string PendingColumns = $"m.id, m.team, coalesce(m.lane_name, l.name), {Columns}, l.due, NULL::text, NULL::text, NULL::integer, NULL::text, NULL::timestamptz";
    private const string DeadColumns = $"m.id, m.team, coalesce(m.lane_name, m.lane), {Columns}, NULL::timestamptz, m.reason, m.detail, m.status, m.answer, m.failed_at";

    private readonly StringBuilder _where = new();
    private readonly List<NpgsqlParameter> _parameters = [];
    private readonly LoopsOutboxQuery _query;

    private OperatorQuery(LoopsOutboxQuery query, bool isDead)
    {
        _query = query;
        IsDead = isDead;
        if (query.Team is { } team)
            Add($"m.team = {Parameter(Of(PgText.Key(team)))}");
        if (query.Contact is { } contact)
        {
            var id = Parameter(Of(PgText.Key(contact)));
            var email = Parameter(Of(PgText.EmailKey(contact)));
            Add($"({(isDead ? "m.lane" : "l.name")} IN ({id}, {email}) OR m.user_key = {id} OR m.email_key = {email})");
        }
        if (query.Ids is { } ids)
            Add($"m.id = ANY ({Parameter(Of<long>([.. ids], NpgsqlDbType.Bigint))})");
        if (query.Reason is { } reason)
            Add($"m.reason = {Parameter(Of(reason.ToString()))}");
    }

    /// <summary>Whether it looks at dead letters.</summary>
    public bool IsDead { get; }

    public NpgsqlParameter[] Parameters => [.. _parameters];

    /// <summary>The records, a page of them.</summary>
    public string List => string.Create(
        CultureInfo.InvariantCulture, $"SELECT {(IsDead ? DeadColumns : PendingColumns)} {From} WHERE m.id > {_query.AfterId}{_where} ORDER BY m.id LIMIT {_query.Limit}");

    /// <summary>The numbers of all of them, in order.</summary>
    public string Numbers => $"SELECT m.id {From} WHERE true{_where} ORDER BY m.id";

    /// <summary>Removes them; tells how many there were.</summary>
    public string Purge => IsDead
        ? $"WITH gone AS (DELETE FROM {{schema}}.dead_letter m WHERE true{_where} RETURNING 1) SELECT count(*)::integer FROM gone"
        : $"SELECT {{schema}}.purge(ARRAY({Numbers}))";

    private string From => IsDead ? "FROM {schema}.dead_letter m" : "FROM {schema}.message m JOIN {schema}.lane l ON l.id = m.lane";

    /// <summary>What a query means of pending messages and of dead letters. A reason is a dead letter's: whoever names one does not mean what is pending.</summary>
    public static IEnumerable<OperatorQuery> PartsOf(LoopsOutboxQuery query)
    {
        if (query.State != LoopsOutboxState.DeadLetter && query.Reason is null)
            yield return new(query, isDead: false);
        if (query.State != LoopsOutboxState.Pending)
            yield return new(query, isDead: true);
    }

    public static async Task<int> ExecuteAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string schema, string sql, NpgsqlParameter[] parameters)
    {
        var command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.Transaction = transaction;
#pragma warning disable CA2100 // Values are parameters; the schema's name is checked.
            command.CommandText = sql.Replace("{schema}", schema, StringComparison.Ordinal);
#pragma warning restore CA2100
            command.Parameters.AddRange(parameters);
            return await command.ExecuteScalarAsync(CancellationToken.None).ConfigureAwait(false) is int count ? count : 0;
        }
    }

    public static async Task<List<LoopsOutboxRecord>> ReadAsync(NpgsqlDataReader reader)
    {
        var records = new List<LoopsOutboxRecord>();
        while (await reader.ReadAsync().ConfigureAwait(false))
            records.Add(OperatorRow.Read(reader, reader.Moment));
        return records;
    }

    private void Add(string condition) => _where.Append(" AND ").Append(condition);

    private string Parameter(NpgsqlParameter parameter)
    {
        _parameters.Add(parameter);
        return string.Create(CultureInfo.InvariantCulture, $"${_parameters.Count}");
    }
}
