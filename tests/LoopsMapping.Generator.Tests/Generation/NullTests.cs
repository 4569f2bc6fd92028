using LoopsMapping.Generator.Tests.Harness;

namespace LoopsMapping.Generator.Tests.Generation;

/// <summary>What null does: nothing, or it resets the contact property.</summary>
public sealed class NullTests
{
    private const string Destination = "using LoopsMapping; namespace App; [LoopsDestination] public partial class AppLoops;";

    [Fact]
    public void Clear_on_the_class_resets_properties_and_nothing_else()
        => Assert.Equal("""{"userId":"u1","plan":null,"seats":null,"renewsAt":null,"level":null,"firstName":null}""", GeneratorRun.Send(
            """IdentifyAsync(new User("u1", null, null, null, null, null, null, null, null, null, null))""", Destination, """
            using System;
            using System.Collections.Generic;
            using LoopsMapping;
            namespace App;
            public enum Level { Low }
            [LoopsContact(Nulls = LoopsNulls.Clear)]
            public sealed record User(string UserId, string? Email, string? Plan, int? Seats, DateOnly? RenewsAt, Level? Level, string? FirstName, bool? Subscribed,
                [LoopsMailingList("l1")] bool? News, Dictionary<string, bool>? MailingLists, [LoopsProperty(Nulls = LoopsNulls.Omit)] string? Kept);
            """));

    [Fact]
    public void A_value_is_sent_as_ever_where_null_would_clear()
        => Assert.Equal("""{"email":"a@b.co","plan":"Pro","at":"2024-01-02T00:00:00.000Z","value":"v","writer":"w","two words":"x","class":1,"price":"1.50"}""", GeneratorRun.Send(
            """IdentifyAsync(new User("a@b.co", "Pro", new(2024, 1, 2), "v", "w", "x", 1, 1.5m))""", Destination, """
            using System;
            using LoopsMapping;
            namespace App;
            [LoopsContact(Nulls = LoopsNulls.Clear)]
            public sealed record User(string Email, string? Plan, DateTime? At, string? Value, string? Writer, [LoopsProperty("two words")] string? Words, int? Class,
                [LoopsProperty(Format = "F2")] decimal? Price);
            """));

    [Fact]
    public void Clear_on_a_member_is_for_that_member()
        => Assert.Equal("""{"email":"a@b.co","plan":null}""", GeneratorRun.Send("""IdentifyAsync(new User("a@b.co", null, null))""", Destination, """
            using LoopsMapping;
            namespace App;
            [LoopsContact]
            public sealed record User(string Email, [LoopsProperty(Nulls = LoopsNulls.Clear)] string? Plan, string? Other);
            """));

    [Fact]
    public void On_an_event_it_resets_contact_properties_and_never_event_properties()
        => Assert.Equal("""{"eventName":"Left","email":"a@b.co","plan":null}""", GeneratorRun.Send("""TrackAsync(new Left("a@b.co", null, null))""", Destination, """
            using LoopsMapping;
            namespace App;
            [LoopsEvent("Left")]
            public sealed record Left(string Email, [LoopsContactProperty, LoopsProperty(Nulls = LoopsNulls.Clear)] string? Plan, [LoopsProperty(Nulls = LoopsNulls.Clear)] string? Why);
            """));
}
