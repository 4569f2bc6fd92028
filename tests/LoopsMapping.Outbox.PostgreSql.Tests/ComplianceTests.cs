using LoopsMapping.Outbox.PostgreSql.Tests.Harness;
using LoopsMapping.Testing;

namespace LoopsMapping.Outbox.PostgreSql.Tests;

/// <summary>The PostgreSQL store keeps every promise of a store.</summary>
public sealed class ComplianceTests : PostgreSqlTest
{
    public static TheoryData<string> Promises => [.. LoopsOutboxCompliance.Tests.Select(static test => test.Name)];

    [Theory]
    [MemberData(nameof(Promises))]
    public Task It_is_kept(string promise) => LoopsOutboxCompliance.Tests.Single(test => test.Name == promise).RunAsync(
        _ => Task.FromResult<ILoopsOutboxStore>(NewStore()), Cancel);
}
