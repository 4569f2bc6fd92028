using LoopsMapping.EntityFrameworkCore.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LoopsMapping.EntityFrameworkCore.Tests;

/// <summary>What is said where something is missing.</summary>
public sealed class RegistrationTests
{
    [Fact]
    public void Without_an_outbox_there_is_nowhere_to_move_to()
        => Assert.Equal(
            "AppLoops has no outbox: call UseSqliteOutbox or UsePostgreSqlOutbox before UseEntityFrameworkCoreOutbox.",
            Assert.Throws<InvalidOperationException>(static () => new ServiceCollection().AddLoops<AppLoops>().UseEntityFrameworkCoreOutbox<AppDbContext>()).Message);

    [Fact]
    public void A_context_without_the_table_says_what_to_call()
        => Assert.Equal(
            "BareContext has no table for what is sent to Loops: call modelBuilder.AddLoopsOutbox() in OnModelCreating, and add a migration.",
            Refusal<BareContext>(static loops => loops.UseInMemoryOutbox().UseEntityFrameworkCoreOutbox<BareContext>()));

    [Fact]
    public void A_destination_without_an_inbox_in_the_context_says_what_to_call()
        => Assert.Equal(
            "AppLoops has no inbox in BareContext: call UseEntityFrameworkCoreOutbox<BareContext>() behind AddLoops and the outbox.",
            Refusal<BareContext>(static loops => loops.UseInMemoryOutbox()));

    [Fact]
    public void A_context_that_was_made_by_hand_says_how_to_register_it()
    {
        using var context = new BareContext(new DbContextOptionsBuilder<BareContext>().UseSqlite("Data Source=:memory:").Options);

        Assert.Equal(
            "BareContext was not made by dependency injection, and does not know AppLoops. Register it with AddDbContext or AddDbContextFactory.",
            Assert.Throws<InvalidOperationException>(() => context.Loops<AppLoops>()).Message);
    }

    private static string Refusal<TContext>(Action<ILoopsBuilder> configure)
        where TContext : DbContext
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDbContext<TContext>(static options => options.UseSqlite("Data Source=:memory:"));
        configure(services.AddLoops<AppLoops>(static options => options.ApiKey = "key"));
        using var provider = services.BuildServiceProvider();
        using var scope = provider.CreateScope();
        return Assert.Throws<InvalidOperationException>(() => scope.ServiceProvider.GetRequiredService<TContext>().Loops<AppLoops>()).Message;
    }

    private sealed class BareContext(DbContextOptions<BareContext> options) : DbContext(options);
}
