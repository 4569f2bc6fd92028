namespace LoopsMapping.Outbox.Sqlite;

/// <summary>The numbers that stand for teams in the other tables.</summary>
internal static class SqliteTeams
{
    private static readonly SqliteStatement Find = new("SELECT id FROM loops_team WHERE name = ?1");
    private static readonly SqliteStatement Insert = new("INSERT INTO loops_team (name) VALUES (?1) RETURNING id");

    /// <summary>The team's number, which it gets now if it had none; within the writer's transaction.</summary>
    public static long IdOf(SqliteSession session, string name)
    {
        if (!session.Teams.TryGetValue(name, out var id))
        {
            id = FindId(session, name) ?? (long)session.Scalar(Insert, name)!;
            session.Teams.Add(name, id);
        }
        return id;
    }

    public static long? FindId(SqliteSession session, string name) => (long?)session.Scalar(Find, name);
}
