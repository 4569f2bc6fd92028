using LoopsMapping.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LoopsMapping.Outbox.Tests.Compliance;

/// <summary>The SQLite store keeps every promise of a store, on the system's clock and on one that stands still.</summary>
public sealed class SqliteComplianceTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("loops-outbox-");

    public static TheoryData<string> Promises => [.. LoopsOutboxCompliance.Tests.Select(static test => test.Name)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Promises))]
    public Task It_is_kept_on_the_system_s_clock(string promise) => RunAsync(promise, TimeProvider.System);

    [Theory]
    [MemberData(nameof(Promises))]
    public Task It_is_kept_on_a_clock_that_stands_still(string promise) => RunAsync(promise, new FakeTimeProvider());

    private Task RunAsync(string promise, TimeProvider time) => LoopsOutboxCompliance.Tests.Single(test => test.Name == promise).RunAsync(
        _ => Task.FromResult<ILoopsOutboxStore>(new SqliteOutboxStore(Path.Combine(_directory.FullName, "outbox.db"), time)), Cancel);
}
