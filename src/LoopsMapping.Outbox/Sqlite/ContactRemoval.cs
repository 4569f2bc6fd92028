namespace LoopsMapping.Outbox.Sqlite;

/// <summary>Removes what waits for one contact, whatever lane it waits in, and what is remembered of it.</summary>
/// <param name="session">The writer's session.</param>
/// <param name="now">The time, in Unix milliseconds.</param>
/// <param name="team">The team.</param>
/// <param name="userId">The contact's user id, if it is known.</param>
/// <param name="email">The contact's address in lower case, if it is known.</param>
internal readonly struct ContactRemoval(SqliteSession session, long now, long team, string? userId, string? email)
{
    private static readonly SqliteStatement FindPending = new(
        """
        SELECT id FROM loops_message WHERE lane IN (SELECT id FROM loops_lane WHERE team = ?1 AND name IN (?2, ?3))
        UNION SELECT id FROM loops_message WHERE team = ?1 AND other_email = ?3
        UNION SELECT id FROM loops_message WHERE team = ?1 AND other_user_id = ?2
        """);

    private static readonly SqliteStatement FindDeletion = new("SELECT team, user_id, email FROM loops_message WHERE id = ?1");
    private static readonly SqliteStatement ForgetLanes = new("DELETE FROM loops_content WHERE team = ?1 AND lane IN (?2, ?3)");
    private static readonly SqliteStatement ForgetEmail = new("DELETE FROM loops_content WHERE team = ?1 AND email = ?2");
    private static readonly SqliteStatement ForgetUser = new("DELETE FROM loops_content WHERE team = ?1 AND user_id = ?2");

    private static readonly SqliteStatement ForgetContact = new(
        """
        DELETE FROM loops_content WHERE (?1 IS NULL OR team = (SELECT id FROM loops_team WHERE name = ?1))
            AND (lane IN (?2, ?3) OR email = ?3 OR user_id = ?2)
        """);

    /// <summary>Removes what a deletion was to remove and could not, because it was under way.</summary>
    public static void RemoveBefore(SqliteSession session, long deletion, IReadOnlySet<long> underWay, long now)
    {
        long team;
        string? userId, email;
        using (var rows = session.Query(FindDeletion, deletion))
        {
            if (!rows.Read())
                return;
            (team, userId, email) = (rows.GetInt64(0), rows.Text(1), EnqueueWork.Lower(rows.Text(2)));
        }
        new ContactRemoval(session, now, team, userId, email).RemovePending(underWay, deletion);
    }

    /// <summary>Removes the messages, those that are under way excepted.</summary>
    /// <param name="underWay">The numbers of those.</param>
    /// <param name="before">Only numbers below this one.</param>
    /// <returns>How many.</returns>
    public int RemovePending(IReadOnlySet<long> underWay, long before = long.MaxValue)
    {
        Forget();
        var ids = new List<long>();
        using (var reader = session.Query(FindPending, team, userId, email))
        {
            while (reader.Read())
                ids.Add(reader.GetInt64(0));
        }
        var removed = 0;
        foreach (var id in ids)
        {
            if (id < before && !underWay.Contains(id) && LaneWork.Withdraw(session, id, now))
                removed++;
        }
        return removed;
    }

    /// <summary>Forgets the contact's contents.</summary>
    public void Forget()
    {
        session.Execute(ForgetLanes, team, userId, email);
        session.Execute(ForgetEmail, team, email);
        session.Execute(ForgetUser, team, userId);
    }

    /// <summary>Forgets the contents of a contact that an operator names, in every team or in one.</summary>
    public static void Forget(SqliteSession session, string? team, string contact)
        => session.Execute(ForgetContact, team, contact, EnqueueWork.Lower(contact));
}
