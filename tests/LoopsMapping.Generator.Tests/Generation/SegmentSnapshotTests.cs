using LoopsMapping.Generator.Tests.Harness;

namespace LoopsMapping.Generator.Tests.Generation;

/// <summary>What is generated where messages of Segment SDKs are taken.</summary>
public sealed class SegmentSnapshotTests
{
    [Fact]
    public Task A_contact_and_an_event_that_Segment_messages_fire() => Snapshot.VerifyWithSegmentAsync("""
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
    public Task Mappings_that_use_every_feature_of_the_Segment_side() => Snapshot.VerifyWithSegmentAsync("""
        using System;
        using System.Collections.Generic;
        using LoopsMapping;

        namespace App;

        public enum Plan { Free, [System.Text.Json.Serialization.JsonStringEnumMemberName("pro plan")] Pro }

        [LoopsContact(Nulls = LoopsNulls.Clear, Source = "Web shop", UserGroup = "Customers", Only = true,
            Trigger = "type = \"identify\" and (traits.plan in [\"Pro\", \"Free\"] or !contains(lowercase(traits.email), \"@test.\"))")]
        public class Customer
        {
            [LoopsUserId] public Guid Key { get; init; }
            [LoopsEmail] public required string Address { get; init; }
            [LoopsFrom("$.traits.plan_name", "$.context.traits.plan", "$.traits['Plan Name'][0]")] public Plan? Plan { get; init; }
            [LoopsProperty("renews", Format = "MMMM yyyy")] public DateOnly? RenewsOn { get; init; }
            [LoopsProperty(Format = "G")] public Plan Before { get; init; }
            [LoopsProperty(Convert = nameof(Join))] public List<string> Tags { get; init; } = [];
            [LoopsProperty(Nulls = LoopsNulls.Omit)] public Uri? Site { get; init; }
            public DateTimeOffset CreatedAt { get; init; }
            public DateOnly? BornOn { get; init; }
            public char? Initial { get; init; }
            public bool? Subscribed { get; init; }
            public decimal Balance { get; init; }
            public string FullAddress => Address;
            [LoopsMailingList("cm06f5v0e45nf0ml5754o9cix")] public bool? WeeklyNews { get; init; }
            public IReadOnlyDictionary<string, bool>? MailingLists { get; init; }
            [LoopsCustomAttributes] public IReadOnlyDictionary<string, LoopsValue>? Traits { get; init; }
            [LoopsIgnore] public string? PasswordHash { get; init; }

            internal static string Join(List<string> tags) => string.Join(", ", tags);
        }

        [LoopsEvent("Order Completed", Trigger = "type = \"track\" and match(event, \"Order*\") and properties.total >= 10 and !(properties.test or typeof(properties.products) != \"list\")")]
        public sealed class OrderCompleted
        {
            public string? UserId { get; init; }
            public string? Email { get; init; }
            [LoopsIdempotencyKey] public string? OrderId { get; init; }
            public double Total { get; init; }
            [LoopsFrom("$.properties.products[0].sku")] public string? FirstProduct { get; init; }
            [LoopsContactProperty] public string? LastPlan { get; init; }
            [LoopsMailingList("list1")] public bool? Tips { get; init; }
        }

        [LoopsDestination]
        public partial class AppLoops;
        """);
}
