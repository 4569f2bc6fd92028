using LoopsMapping.Outbox;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Has a destination deliver through an outbox on PostgreSQL.</summary>
public static class LoopsPostgreSqlOutboxBuilderExtensions
{
    /// <summary>
    /// Delivers through an outbox in a PostgreSQL database: <c>IdentifyAsync</c>, <c>TrackAsync</c>, <c>SendAsync</c> and <c>DeleteAsync</c> complete when the
    /// record is on the database's disk, and every process that has the database sends, in order and together at the team's rate. Destinations that
    /// name the same database and schema share it.
    /// </summary>
    /// <param name="builder">What <c>AddLoops</c> returned.</param>
    /// <param name="connectionString">Npgsql's connection string. The outbox has a small pool of its own.</param>
    /// <param name="configureStore">Sets the schema, and whether tables are created.</param>
    /// <param name="configure">Sets further options, after those of the section <c>Outbox</c>.</param>
    public static ILoopsBuilder UsePostgreSqlOutbox(
        this ILoopsBuilder builder, string connectionString, Action<PostgreSqlOutboxOptions>? configureStore = null, Action<LoopsOutboxOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var options = Options(configureStore);
        return builder.UseOutbox(Key(connectionString, options), provider => new PostgreSqlOutboxStore(connectionString, options, Logger(provider)), configure);
    }

    /// <summary>
    /// Delivers through an outbox in the database of a data source of the application, whose pool it shares; see
    /// <see cref="UsePostgreSqlOutbox(ILoopsBuilder, string, Action{PostgreSqlOutboxOptions}, Action{LoopsOutboxOptions})"/>.
    /// </summary>
    /// <param name="builder">What <c>AddLoops</c> returned.</param>
    /// <param name="dataSource">The data source; a slim one needs <c>EnableArrays</c>.</param>
    public static ILoopsBuilder UsePostgreSqlOutbox(this ILoopsBuilder builder, NpgsqlDataSource dataSource) => Use(builder, dataSource, null);

    /// <inheritdoc cref="UsePostgreSqlOutbox(ILoopsBuilder, NpgsqlDataSource)"/>
    /// <param name="builder">What <c>AddLoops</c> returned.</param>
    /// <param name="dataSource">The data source; a slim one needs <c>EnableArrays</c>.</param>
    /// <param name="configureStore">Sets the schema, and whether tables are created.</param>
    public static ILoopsBuilder UsePostgreSqlOutbox(this ILoopsBuilder builder, NpgsqlDataSource dataSource, Action<PostgreSqlOutboxOptions> configureStore)
    {
        ArgumentNullException.ThrowIfNull(configureStore);
        return Use(builder, dataSource, configureStore);
    }

    private static ILoopsBuilder Use(ILoopsBuilder builder, NpgsqlDataSource dataSource, Action<PostgreSqlOutboxOptions>? configureStore)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        var options = Options(configureStore);
        return builder.UseOutbox(Key(dataSource.ConnectionString, options), provider => new PostgreSqlOutboxStore(dataSource, options, Logger(provider)));
    }

    private static string Key(string connectionString, PostgreSqlOutboxOptions options)
    {
        var place = new NpgsqlConnectionStringBuilder(connectionString);
        return $"postgresql:{place.Host}:{place.Port}/{place.Database ?? place.Username}/{options.Schema}";
    }

    private static PostgreSqlOutboxOptions Options(Action<PostgreSqlOutboxOptions>? configure)
    {
        var options = new PostgreSqlOutboxOptions();
        configure?.Invoke(options);
        PostgreSqlOutboxSchema.Quote(options.Schema);
        return options;
    }

    private static ILogger Logger(IServiceProvider provider) => provider.GetRequiredService<ILoggerFactory>().CreateLogger("LoopsMapping");
}
