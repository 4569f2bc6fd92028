using LoopsMapping.Outbox;

namespace LoopsMapping.Testing.Outbox.Tests;

/// <summary>Teams whose key is refused, for example: they send nothing until somebody finds out that they can.</summary>
internal static class PauseTests
{
    public static IEnumerable<LoopsOutboxComplianceTest> All =>
    [
        new("A paused team has no claims, and NextDue says when it may try.", static async store =>
        {
            await EnqueueThreeAsync(store).ConfigureAwait(false);
            await PauseAsync(store, TimeSpan.FromHours(2)).ConfigureAwait(false);

            var claims = await store.ClaimAsync().ConfigureAwait(false);
            Expect.Equal((0, false), (claims.Claims.Count, claims.IsProbe), "the number of claims, and IsProbe");
            Expect.About(TimeSpan.FromHours(2), claims.NextDue, "NextDue");
        }),
        new("Once a pause has run out, one claim is let through as a probe, and no other while it is under way.", static async store =>
        {
            await EnqueueThreeAsync(store).ConfigureAwait(false);
            await PauseAsync(store, TimeSpan.FromHours(2)).ConfigureAwait(false);
            await store.AdvanceAsync(TimeSpan.FromHours(2)).ConfigureAwait(false);

            var probe = await store.ClaimAsync().ConfigureAwait(false);
            Expect.Equal((1, true), (probe.Claims.Count, probe.IsProbe), "the number of claims, and IsProbe");
            var next = await store.ClaimAsync().ConfigureAwait(false);
            Expect.Equal((0, false), (next.Claims.Count, next.IsProbe), "the number of claims, and IsProbe, while the probe is under way");
        }),
        new("A resumed team sends again, all that is due.", static async store =>
        {
            await EnqueueThreeAsync(store).ConfigureAwait(false);
            await PauseAsync(store, TimeSpan.FromHours(2)).ConfigureAwait(false);
            await store.AdvanceAsync(TimeSpan.FromHours(2)).ConfigureAwait(false);
            var probe = await store.ClaimOneAsync().ConfigureAwait(false);
            await store.CompleteAsync(probe).ConfigureAwait(false);

            await store.Store.ResumeAsync(Some.Team, store.Cancel).ConfigureAwait(false);

            var claims = await store.ClaimAsync().ConfigureAwait(false);
            Expect.Equal((2, false), (claims.Claims.Count, claims.IsProbe), "the number of claims, and IsProbe");
            Expect.True((await store.Store.GetStatsAsync(store.Cancel).ConfigureAwait(false)).All(static team => team.PauseReason is null), "statistics show no pause");
        }),
        new("A team that is resumed before its pause has run out sends at once.", static async store =>
        {
            await EnqueueThreeAsync(store).ConfigureAwait(false);
            await PauseAsync(store, TimeSpan.FromHours(2)).ConfigureAwait(false);
            await store.Store.ResumeAsync(Some.Team, store.Cancel).ConfigureAwait(false);

            var claims = await store.ClaimAsync().ConfigureAwait(false);
            Expect.Equal((3, false), (claims.Claims.Count, claims.IsProbe), "the number of claims, and IsProbe");
        }),
        new("A team that is paused again waits anew, for the new reason.", static async store =>
        {
            await EnqueueThreeAsync(store).ConfigureAwait(false);
            await PauseAsync(store, TimeSpan.FromHours(2)).ConfigureAwait(false);
            await store.AdvanceAsync(TimeSpan.FromHours(2)).ConfigureAwait(false);
            await store.RescheduleAsync(await store.ClaimOneAsync().ConfigureAwait(false), Some.Retry(TimeSpan.Zero) with { CountsAsAttempt = false }).ConfigureAwait(false);

            await store.Store.PauseAsync(Some.Team, "Refused again.", TimeSpan.FromHours(4), store.Cancel).ConfigureAwait(false);

            Expect.Equal("Refused again.", (await store.Store.GetStatsAsync(store.Cancel).ConfigureAwait(false))[0].PauseReason, "PauseReason");
            var claims = await store.ClaimAsync().ConfigureAwait(false);
            Expect.Equal(0, claims.Claims.Count, "the number of claims");
            Expect.About(TimeSpan.FromHours(4), claims.NextDue, "NextDue");
            await store.AdvanceAsync(TimeSpan.FromHours(4)).ConfigureAwait(false);
            Expect.True((await store.ClaimAsync().ConfigureAwait(false)).IsProbe, "there is a probe after the second pause");
        }),
        new("A probe that was given back, or whose dispatcher died, makes room for another.", static async store =>
        {
            await EnqueueThreeAsync(store).ConfigureAwait(false);
            await PauseAsync(store, TimeSpan.FromHours(2)).ConfigureAwait(false);
            await store.AdvanceAsync(TimeSpan.FromHours(2)).ConfigureAwait(false);

            await store.Store.ReleaseAsync(await store.ClaimOneAsync().ConfigureAwait(false), store.Cancel).ConfigureAwait(false);
            var second = await store.ClaimAsync().ConfigureAwait(false);
            Expect.Equal((1, true), (second.Claims.Count, second.IsProbe), "the number of claims, and IsProbe, after the first was given back");
            await store.AdvanceAsync(StoreUnderTest.Lease * 2).ConfigureAwait(false);
            var third = await store.ClaimAsync().ConfigureAwait(false);
            Expect.Equal((1, true), (third.Claims.Count, third.IsProbe), "the number of claims, and IsProbe, after the lease of the second");
        }),
        new("A pause leaves what is under way to its dispatcher, and other teams alone.", static async store =>
        {
            await store.EnqueueAllAsync(Some.Message("1"), Some.Message("2", team: "other")).ConfigureAwait(false);
            var claim = await store.ClaimOneAsync().ConfigureAwait(false);
            await PauseAsync(store, TimeSpan.FromHours(2)).ConfigureAwait(false);

            await store.MarkAsync(claim).ConfigureAwait(false);
            await store.CompleteAsync(claim).ConfigureAwait(false);
            var claims = await store.ClaimAsync(team: "other").ConfigureAwait(false);
            Expect.Equal((1, false), (claims.Claims.Count, claims.IsProbe), "the number of the other team's claims, and IsProbe");
        }),
        new("A pause outlasts the dispatcher that began it.", static async store =>
        {
            await EnqueueThreeAsync(store).ConfigureAwait(false);
            await store.ClaimAsync(1).ConfigureAwait(false);
            await PauseAsync(store, TimeSpan.FromHours(2)).ConfigureAwait(false);

            await store.DisposeAsync().ConfigureAwait(false);

            Expect.Sequence([], await store.ClaimNamesAsync().ConfigureAwait(false), "the next dispatcher's claims");
        }),
        new("A resumption without a pause does nothing.", static async store =>
        {
            await EnqueueThreeAsync(store).ConfigureAwait(false);
            await store.Store.ResumeAsync(Some.Team, store.Cancel).ConfigureAwait(false);
            await store.Store.ResumeAsync("nobody", store.Cancel).ConfigureAwait(false);

            Expect.Equal(3, (await store.ClaimNamesAsync().ConfigureAwait(false)).Count(), "the number of claims");
        }),
    ];

    private static Task<IReadOnlyList<LoopsOutboxTicket>> EnqueueThreeAsync(StoreUnderTest store) => store.EnqueueAllAsync(Some.Message("1"), Some.Message("2", "u2"), Some.Message("3", "u3"));

    private static Task PauseAsync(StoreUnderTest store, TimeSpan probeAfter) => store.Store.PauseAsync(Some.Team, "The key was refused.", probeAfter, store.Cancel);
}
