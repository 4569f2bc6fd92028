namespace LoopsMapping.Outbox;

/// <summary>
/// Where an outbox on PostgreSQL keeps its tables, and how it reaches them; bound from the section <c>Outbox</c> of the destination's section,
/// <c>Loops:Outbox</c>, together with <see cref="LoopsOutboxOptions"/>.
/// </summary>
public sealed class PostgreSqlOutboxOptions
{
    /// <summary>Npgsql's connection string (<c>Loops:Outbox:ConnectionString</c>), a secret as a rule. With a data source of the application nobody looks at it.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The schema of its tables (<c>Loops:Outbox:Schema</c>): lower-case letters, digits and underscores.</summary>
    /// <value><c>loops</c> by default.</value>
    public string Schema { get; set; } = "loops";

    /// <summary>
    /// Whether it creates and upgrades its tables when it is opened (<c>Loops:Outbox:CreateTables</c>). It needs the right to do so; without it, run
    /// <see cref="PostgreSqlOutboxSchema.Script"/>, or call <see cref="PostgreSqlOutboxStore.MigrateAsync"/> as somebody who has it.
    /// </summary>
    /// <value><see langword="false"/> by default.</value>
    public bool CreateTables { get; set; }

    /// <summary>
    /// How many connections it opens at most (<c>Loops:Outbox:MaxConnections</c>), in a pool of its own. One commits for all who enqueue, the others claim and
    /// settle. With a data source of the application, that one's pool is used.
    /// </summary>
    /// <value>2 to 100; 4 by default.</value>
    public int MaxConnections { get; set; } = 4;
}
