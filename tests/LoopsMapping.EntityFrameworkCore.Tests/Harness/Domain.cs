using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace LoopsMapping.EntityFrameworkCore.Tests.Harness;

/// <summary>A table of the application that is a contact, too.</summary>
[LoopsContact]
public sealed class Member
{
    [LoopsUserId]
    public int Id { get; set; }

    public required string Email { get; set; }

    public string? Plan { get; set; }
}

/// <summary>A table of the application that is an event, with a foreign key that the database gives.</summary>
[LoopsEvent("Order Placed")]
public sealed class Order
{
    [LoopsProperty("orderId")]
    public long Id { get; set; }

    [LoopsIgnore]
    public int MemberId { get; set; }

    [LoopsIgnore]
    public Member? Member { get; set; }

    public decimal Total { get; set; }

    public string? Email => Member?.Email;

    [LoopsUserId]
    public int? Buyer => Member?.Id;
}

/// <summary>An event that is no table.</summary>
[LoopsEvent("Seen")]
public sealed record Seen([LoopsUserId] int MemberId, string Email, int Number);

[LoopsDestination]
public partial class AppLoops;

public sealed class AppDbContext(DbContextOptions<AppDbContext> options) : DbContext(options)
{
    public DbSet<Member> Members => Set<Member>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Member>().HasIndex(static member => member.Email).IsUnique();
        modelBuilder.AddLoopsOutbox();
    }
}

public sealed class AuditEntry
{
    public int Id { get; set; }

    public required string What { get; set; }
}

/// <summary>An interceptor of the application's own, which adds a row for each that is saved.</summary>
internal sealed class Auditing : SaveChangesInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        foreach (var entry in eventData.Context!.ChangeTracker.Entries<Member>().ToList())
            eventData.Context.Add(new AuditEntry { What = entry.State.ToString() });
        return new(result);
    }
}
