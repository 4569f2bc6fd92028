using LoopsMapping.CrashTests.Working;
using Microsoft.EntityFrameworkCore;

namespace LoopsMapping.CrashTests.Transacting;

/// <summary>The application's own tables, beside the outbox.</summary>
internal sealed class AppContext(DbContextOptions<AppContext> options, string? schema) : DbContext(options)
{
    /// <summary>For dependency injection: a process works with one store.</summary>
    public AppContext(DbContextOptions<AppContext> options)
        : this(options, s_schema)
    {
    }

    private static string? s_schema;

    public DbSet<AppRow> Rows => Set<AppRow>();

    public static void Configure(DbContextOptionsBuilder options, WorkerArguments arguments)
    {
        if (arguments.Store.IsPostgres)
        {
            s_schema = arguments.Store.Place;
            options.UseNpgsql(StorePlace.ConnectionString);
        }
        else
        {
            options.UseSqlite($"Data Source={Path.Combine(arguments.Directory, "app.db")}");
        }
    }

    /// <summary>A context without dependency injection.</summary>
    public static AppContext Create(WorkerArguments arguments)
    {
        var options = new DbContextOptionsBuilder<AppContext>();
        Configure(options, arguments);
        return new(options.Options);
    }

    /// <summary>Makes the tables: the database may have others already.</summary>
    public async Task CreateTablesAsync() => await Database.ExecuteSqlRawAsync(Database.GenerateCreateScript());

    /// <summary>How many records have not reached the outbox yet.</summary>
    public async Task<int> CountInboxAsync()
    {
        var sql = $"SELECT count(*) AS \"Value\" FROM {(schema is null ? "" : $"{schema}.")}loops_inbox";
        return await Database.SqlQueryRaw<int>(sql).SingleAsync();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(schema);
        modelBuilder.Entity<AppRow>().ToTable("app_rows");
        modelBuilder.AddLoopsOutbox();
    }
}

/// <summary>A row that is there if and only if its record is.</summary>
internal sealed class AppRow
{
    public long Id { get; set; }

    public int Lane { get; set; }

    public long Sequence { get; set; }
}
