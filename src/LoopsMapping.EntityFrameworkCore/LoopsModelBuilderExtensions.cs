using LoopsMapping.EntityFrameworkCore.Inbox;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Adds the table in which records wait for the outbox.</summary>
public static class LoopsModelBuilderExtensions
{
    /// <summary>
    /// Maps one table, which migrations create: what is sent inside a transaction is inserted there, and moved to the outbox after the commit. Call it
    /// in <c>OnModelCreating</c>.
    /// </summary>
    /// <param name="modelBuilder">The model.</param>
    /// <param name="table">The name of the table.</param>
    /// <param name="schema">Its schema; by default that of the model.</param>
    public static ModelBuilder AddLoopsOutbox(this ModelBuilder modelBuilder, string table = "loops_inbox", string? schema = null)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        ArgumentException.ThrowIfNullOrWhiteSpace(table);
        return modelBuilder.Entity<InboxRow>(row =>
        {
            row.ToTable(table, schema);
            row.HasKey(static inbox => inbox.Id);
            row.Property(static inbox => inbox.Id).HasColumnName("id").ValueGeneratedOnAdd();
            row.Property(static inbox => inbox.RecordId).HasColumnName("record_id");
            row.Property(static inbox => inbox.Version).HasColumnName("version");
            row.Property(static inbox => inbox.Team).HasColumnName("team").HasMaxLength(200);
            row.Property(static inbox => inbox.SavedAt).HasColumnName("saved_at");
            row.Property(static inbox => inbox.Header).HasColumnName("header");
            row.Property(static inbox => inbox.Body).HasColumnName("body");
        });
    }
}
