using LoopsMapping.CrashTests.Killing;
using LoopsMapping.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LoopsMapping.CrashTests.Working;

/// <summary>Where the outbox of a campaign is: a file, or a schema of the database that <c>LOOPS_TEST_POSTGRES</c> names.</summary>
/// <param name="Kind"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="Place">The path of the file, or the schema.</param>
internal sealed record StorePlace(string Kind, string Place)
{
    private const string Postgres = "postgres";

    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(100);

    public bool IsPostgres => Kind == Postgres;

    public string Text => $"{Kind}:{Place}";

    public static string ConnectionString => Environment.GetEnvironmentVariable("LOOPS_TEST_POSTGRES") is { Length: > 0 } given
        ? given
        : throw new UsageException("--store postgres needs a database: set LOOPS_TEST_POSTGRES to its connection string.");

    /// <exception cref="UsageException">There is no such store.</exception>
    public static StorePlace Of(string kind, string directory) => kind switch
    {
        "sqlite" => new(kind, Path.Combine(directory, "outbox.db")),
        Postgres when ConnectionString.Length > 0 => new(kind, $"crash_{Guid.NewGuid():N}"),
        _ => throw CommandLine.Wrong($"There is no store {kind}."),
    };

    public static StorePlace Parse(string text) => text.Split(':', 2) is [var kind, var place] ? new(kind, place) : throw new FormatException(text);

    /// <summary>Has a destination use it.</summary>
    public void Use(ILoopsBuilder loops, int leaseSeconds)
    {
        void Configure(LoopsOutboxOptions options)
        {
            if (leaseSeconds > 0)
                options.Lease = TimeSpan.FromSeconds(leaseSeconds);
        }

        if (IsPostgres)
            loops.UsePostgreSqlOutbox(ConnectionString, options => options.Schema = Place, Configure);
        else
            loops.UseSqliteOutbox(Place, Configure);
    }

    public ILoopsOutboxStore NewStore() => IsPostgres ? new PostgreSqlOutboxStore(ConnectionString, new() { Schema = Place }, null) : new SqliteOutboxStore(Place);

    /// <summary>Makes the tables; a file is made by whoever opens it first.</summary>
    public async Task CreateAsync()
    {
        if (!IsPostgres)
            return;
        await using var store = new PostgreSqlOutboxStore(ConnectionString, new() { Schema = Place }, null);
        await store.MigrateAsync();
    }

    /// <summary>Waits until the database answers.</summary>
    public async Task WaitAsync()
    {
        while (true)
        {
            try
            {
                await using var store = NewStore();
                await store.OpenAsync();
                return;
            }
            catch (LoopsOutboxException)
            {
                await Task.Delay(AskEvery);
            }
        }
    }

    public async Task<string> CheckAsync()
    {
        if (!IsPostgres)
            return DatabaseCheck.Run(Place);
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        return await DatabaseCheck.RunAsync(source, Place);
    }

    public async Task DropAsync()
    {
        if (IsPostgres)
            await ExecuteAsync($"DROP SCHEMA {Place} CASCADE");
    }

    /// <summary>Cuts every connection of the outbox.</summary>
    public static Task CutAsync() => ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'LoopsMapping' AND usename = current_user");

    private static async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
