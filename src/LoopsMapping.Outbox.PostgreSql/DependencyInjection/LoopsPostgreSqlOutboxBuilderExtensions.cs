using LoopsMapping.Delivery;
using LoopsMapping.Outbox;
using LoopsMapping.Outbox.PostgreSql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
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
    /// <param name="configureStore">Sets the schema, and whether tables are created, after what the section <c>Outbox</c> says.</param>
    /// <param name="configure">Sets further options, after those of the section <c>Outbox</c>.</param>
    public static ILoopsBuilder UsePostgreSqlOutbox(
        this ILoopsBuilder builder, string connectionString, Action<PostgreSqlOutboxOptions>? configureStore = null, Action<LoopsOutboxOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        return Use(
            builder, null,
            options =>
            {
                options.ConnectionString = connectionString;
                configureStore?.Invoke(options);
            }, configure);
    }

    /// <inheritdoc cref="UsePostgreSqlOutbox(ILoopsBuilder, string, Action{PostgreSqlOutboxOptions}, Action{LoopsOutboxOptions})"/>
    /// <remarks>The connection string is <c>Loops:Outbox:ConnectionString</c>; keep it where secrets are.</remarks>
    /// <param name="builder">What <c>AddLoops</c> returned.</param>
    public static ILoopsBuilder UsePostgreSqlOutbox(this ILoopsBuilder builder) => Use(builder, null, null, null);

    /// <summary>
    /// Delivers through an outbox in the database of a data source of the application, whose pool it shares; see
    /// <see cref="UsePostgreSqlOutbox(ILoopsBuilder, string, Action{PostgreSqlOutboxOptions}, Action{LoopsOutboxOptions})"/>.
    /// </summary>
    /// <param name="builder">What <c>AddLoops</c> returned.</param>
    /// <param name="dataSource">The data source; a slim one needs <c>EnableArrays</c>.</param>
    public static ILoopsBuilder UsePostgreSqlOutbox(this ILoopsBuilder builder, NpgsqlDataSource dataSource)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        return Use(builder, dataSource, null, null);
    }

    /// <inheritdoc cref="UsePostgreSqlOutbox(ILoopsBuilder, NpgsqlDataSource)"/>
    /// <param name="builder">What <c>AddLoops</c> returned.</param>
    /// <param name="dataSource">The data source; a slim one needs <c>EnableArrays</c>.</param>
    /// <param name="configureStore">Sets the schema, and whether tables are created.</param>
    public static ILoopsBuilder UsePostgreSqlOutbox(this ILoopsBuilder builder, NpgsqlDataSource dataSource, Action<PostgreSqlOutboxOptions> configureStore)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        ArgumentNullException.ThrowIfNull(configureStore);
        return Use(builder, dataSource, configureStore, null);
    }

    private static LoopsBuilder Use(ILoopsBuilder builder, NpgsqlDataSource? dataSource, Action<PostgreSqlOutboxOptions>? configureStore, Action<LoopsOutboxOptions>? configure)
    {
        var loops = LoopsOutboxBuilderExtensions.Use(
            builder,
            (provider, _) => Key(dataSource?.ConnectionString, Options(provider, builder)),
            (provider, _) => Store(dataSource, Options(provider, builder), provider.GetRequiredService<ILoggerFactory>().CreateLogger(Transport.LogCategory)),
            needsPath: false,
            configure);
        var options = loops.Services.AddOptions<PostgreSqlOutboxOptions>(loops.Name).ValidateOnStart();
        if (loops.Section is { } section)
            options.Bind(section.GetSection("Outbox"));
        else
            options.Configure<IServiceProvider>(static (options, provider) => provider.GetService<IConfiguration>()?.GetSection("Loops:Outbox").Bind(options));
        if (configureStore is not null)
            options.Configure(configureStore);
        loops.Services.AddSingleton<IValidateOptions<PostgreSqlOutboxOptions>>(new PostgreSqlOutboxOptionsValidator(loops.Name, needsConnectionString: dataSource is null));
        return loops;
    }

    private static PostgreSqlOutboxOptions Options(IServiceProvider provider, ILoopsBuilder builder)
        => provider.GetRequiredService<IOptionsMonitor<PostgreSqlOutboxOptions>>().Get(builder.Name);

    private static PostgreSqlOutboxStore Store(NpgsqlDataSource? dataSource, PostgreSqlOutboxOptions options, ILogger logger)
        => dataSource is null ? new(options.ConnectionString!, options, logger) : new(dataSource, options, logger);

    private static string Key(string? ofDataSource, PostgreSqlOutboxOptions options)
    {
        var place = new NpgsqlConnectionStringBuilder(ofDataSource ?? options.ConnectionString);
        return $"postgresql:{place.Host}:{place.Port}/{place.Database ?? place.Username}/{options.Schema}";
    }
}
