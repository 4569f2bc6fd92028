using LoopsMapping.Outbox;
using LoopsMapping.Testing.Outbox.Tests;

namespace LoopsMapping.Testing;

/// <summary>
/// What an <see cref="ILoopsOutboxStore"/> promises, as tests: run each of them, with any test framework, against a store of your own. No test
/// sleeps; time moves through <see cref="ILoopsOutboxStore.AdvanceClockAsync"/> alone.
/// </summary>
/// <example>
/// <code>
/// public static TheoryData&lt;string&gt; Names => [.. LoopsOutboxCompliance.Tests.Select(test => test.Name)];
///
/// [Theory, MemberData(nameof(Names))]
/// public Task The_store_keeps_its_promise(string name) =>
///     LoopsOutboxCompliance.Tests.Single(test => test.Name == name).RunAsync(cancel => Task.FromResult&lt;ILoopsOutboxStore>(new MyStore(NewDatabase())), Cancel);
/// </code>
/// </example>
public static class LoopsOutboxCompliance
{
    /// <summary>Every test. They do not depend on each other, and may run at the same time.</summary>
    public static IReadOnlyList<LoopsOutboxComplianceTest> Tests { get; } =
    [
        .. BatchTests.All, .. RoundTripTests.All, .. LaneTests.All, .. PriorityTests.All, .. RescheduleTests.All, .. AttemptTests.All, .. LeaseTests.All,
        .. KeyTests.All, .. UnchangedTests.All, .. RunTests.All, .. DeletionTests.All, .. ForgottenContentTests.All, .. DeadLetterTests.All,
        .. RetriedTests.All, .. OperatorTests.All, .. CleanUpTests.All, .. PauseTests.All, .. SlotTests.All, .. WaitTests.All,
    ];
}
