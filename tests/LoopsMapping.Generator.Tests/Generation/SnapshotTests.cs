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
}
