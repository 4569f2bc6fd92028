using Microsoft.EntityFrameworkCore;
using WebApp.Loops;

namespace WebApp.Data;

/// <summary>The database of the app: users, their reset links, and what is on its way to Loops.</summary>
public sealed class AppDbContext(DbContextOptions<AppDbContext> options) : DbContext(options)
{
    /// <summary>Counts the changes of a user; no property of the class, so nothing that Loops is sent.</summary>
    private const string Version = "Version";

    public DbSet<User> Users => Set<User>();

    public DbSet<ResetLink> ResetLinks => Set<ResetLink>();

    public Task<User?> FindByEmailAsync(string email)
    {
        var normalized = User.Normalize(email);
        return Users.SingleOrDefaultAsync(user => user.NormalizedEmail == normalized);
    }

    /// <summary>
    /// Loops is sent the whole user, so two requests at once must not each send what they have read: the second one fails, with a
    /// <see cref="DbUpdateConcurrencyException"/>.
    /// </summary>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        foreach (var user in ChangeTracker.Entries<User>().Where(static user => user.State == EntityState.Modified))
            user.Property<int>(Version).CurrentValue++;
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<User>(static user =>
        {
            user.ToTable("users");
            user.Property(static one => one.Id).ValueGeneratedNever();
            user.HasIndex(static one => one.NormalizedEmail).IsUnique();
            user.Property(static one => one.Plan).HasConversion<string>();
            user.Property<int>(Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<ResetLink>(static link =>
        {
            link.ToTable("reset_links");
            link.HasKey(static one => one.UserId);
            link.HasOne<User>().WithOne().HasForeignKey<ResetLink>(static one => one.UserId).OnDelete(DeleteBehavior.Cascade);
            link.Property(static one => one.TokenHash).IsConcurrencyToken();
        });
        modelBuilder.AddLoopsOutbox();
    }
}
