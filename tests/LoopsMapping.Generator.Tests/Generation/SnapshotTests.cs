using LoopsMapping.Generator.Tests.Harness;

namespace LoopsMapping.Generator.Tests.Generation;

public sealed class SnapshotTests
{
    [Fact]
    public Task A_contact_an_event_and_a_destination() => Snapshot.VerifyAsync("""
        using LoopsMapping;

        namespace App;

        [LoopsContact]
        public sealed record User([LoopsUserId] string Id, string Email, string? FirstName, string FavoriteColor, int FavoriteNumber,
            [LoopsMailingList("cm06f5v0e45nf0ml5754o9cix")] bool? Newsletter);

        [LoopsEvent("User Registered")]
        public sealed record UserRegistered(string UserId, string? Email, string Plan);

        [LoopsDestination]
        public partial class AppLoops;
        """);

    [Fact]
    public Task An_event_with_every_kind_of_member() => Snapshot.VerifyAsync("""
        using System;
        using System.Collections.Generic;
        using LoopsMapping;

        namespace App;

        public enum Plan { Free, Pro }

        [LoopsEvent("Plan \"changed\"")]
        internal sealed class PlanChanged
        {
            [LoopsUserId] public required long AccountId { get; init; }
            [LoopsEmail] public string? Mail { get; init; }
            public Plan Plan { get; init; }
            public Plan? Previous { get; init; }
            public decimal Price { get; init; }
            public DateTimeOffset At { get; init; }
            public Uri? Invoice { get; init; }
            [LoopsProperty("is trial")] public bool IsTrial { get; init; }
            [LoopsContactProperty] public string? CurrentPlan { get; init; }
            [LoopsContactProperty("seats")] public int? SeatCount { get; init; }
            [LoopsMailingList("list1")] public bool? Tips { get; init; }
            public IReadOnlyDictionary<string, bool>? MailingLists { get; init; }
            [LoopsIgnore] public string? Note { get; init; }
        }

        [LoopsDestination]
        public partial class AppLoops;
        """);

    [Fact]
    public Task A_contact_that_uses_every_feature_at_once() => Snapshot.VerifyAsync("""
        using System;
        using System.Collections.Generic;
        using LoopsMapping;

        namespace App;

        public enum Plan { Free, [System.Text.Json.Serialization.JsonStringEnumMemberName("pro plan")] Pro }

        public abstract class Account
        {
            [LoopsUserId] public Guid Key { get; init; }
            public virtual string? Region { get; init; }
        }

        /// <summary>Somebody who bought something.</summary>
        [LoopsContact(Nulls = LoopsNulls.Clear, Source = "Web shop", UserGroup = "Customers", Trigger = "type = \"identify\"", Only = true)]
        public class Customer : Account
        {
            /// <summary>Where the invoice goes.</summary>
            [LoopsEmail] public required string Address { get; init; }

            [LoopsProperty(Nulls = LoopsNulls.Omit)] public string? FirstName { get; init; }

            /// <summary>What they pay for, see <see cref="App.Plan"/>; <see langword="null"/> after they have cancelled.</summary>
            public Plan? Plan { get; init; }

            [LoopsProperty("renews", Format = "MMMM yyyy")] public DateOnly? RenewsOn { get; init; }
            [LoopsProperty(Convert = nameof(Join))] public List<string> Tags { get; init; } = [];
            public override string? Region { get; init; }
            public DateTimeOffset CreatedAt { get; init; }
            public bool? Subscribed { get; init; }
            [LoopsFrom("$.traits.seats")] public int Seats { get; init; }
            [LoopsMailingList("cm06f5v0e45nf0ml5754o9cix")] public bool? Newsletter { get; init; }
            public IReadOnlyDictionary<string, bool>? MailingLists { get; init; }
            [LoopsCustomAttributes] public IReadOnlyDictionary<string, LoopsValue>? Traits { get; init; }
            [LoopsIgnore] public string? PasswordHash { get; init; }

            internal static string Join(List<string> tags) => string.Join(", ", tags);
        }

        [LoopsContact]
        public sealed class Dealer : Customer
        {
            public string Shop => "Shop";
        }

        [LoopsDestination]
        public partial class AppLoops;
        """);

    [Fact]
    public Task An_email_with_a_list_and_attachments() => Snapshot.VerifyAsync("""
        using System.Collections.Generic;
        using LoopsMapping;

        namespace App;

        public sealed record Line(string Name, int Count, string? Note);

        [LoopsTransactional("cm4v0gqjz0001yyfc5n1rngvs", AddToAudience = true, ExpiresAfterMinutes = 30)]
        public sealed record Invoice(string Email, [LoopsIdempotencyKey, LoopsProperty] int Number, IReadOnlyList<Line> Lines, IReadOnlyList<LoopsAttachment>? Files);

        [LoopsEvent("Changed")]
        public sealed record Changed<T>(string Email, T Value);

        [LoopsDestination(typeof(Invoice), typeof(Changed<int>))]
        public partial class AppLoops;
        """);
}
