namespace LoopsMapping.Testing.Outbox.Tests;

/// <summary>The rate limit that everybody who sends for a team keeps.</summary>
internal static class SlotTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Long = TimeSpan.FromDays(100);

    public static IEnumerable<LoopsOutboxComplianceTest> All =>
    [
        new("Slots are as far apart as each says, the first at once.", static async store =>
        {
            Expect.About(TimeSpan.Zero, await SlotAsync(store, Hour).ConfigureAwait(false), "the first slot");
            Expect.About(Hour, await SlotAsync(store, Hour * 3).ConfigureAwait(false), "the second slot");
            Expect.About(Hour * 4, await SlotAsync(store, Hour).ConfigureAwait(false), "the third slot");
        }),
        new("A slot that is too far away is not taken.", static async store =>
        {
            await SlotAsync(store, Hour * 2).ConfigureAwait(false);

            Expect.Equal(null, await SlotAsync(store, Hour * 10, longestWait: Hour).ConfigureAwait(false), "the slot for who waits one hour");
            Expect.About(Hour * 2, await SlotAsync(store, Hour, longestWait: Hour * 3).ConfigureAwait(false), "the slot for who waits three");
        }),
        new("Slots come nearer as time passes, and none are saved up.", static async store =>
        {
            await SlotAsync(store, Hour * 3).ConfigureAwait(false);
            await store.AdvanceAsync(Hour).ConfigureAwait(false);
            Expect.About(Hour * 2, await SlotAsync(store, Hour).ConfigureAwait(false), "the slot an hour later");

            await store.AdvanceAsync(TimeSpan.FromDays(10)).ConfigureAwait(false);
            Expect.About(TimeSpan.Zero, await SlotAsync(store, Hour).ConfigureAwait(false), "the first slot after ten days");
            Expect.About(Hour, await SlotAsync(store, Hour).ConfigureAwait(false), "the second slot after ten days");
        }),
        new("Slots can be delayed, and a shorter delay does not bring them back.", static async store =>
        {
            await store.Store.DelaySlotsAsync(Some.Team, Hour * 5, store.Cancel).ConfigureAwait(false);
            await store.Store.DelaySlotsAsync(Some.Team, Hour, store.Cancel).ConfigureAwait(false);

            Expect.Equal(null, await SlotAsync(store, Hour, longestWait: Hour * 2).ConfigureAwait(false), "the slot for who waits two hours");
            Expect.About(Hour * 5, await SlotAsync(store, Hour).ConfigureAwait(false), "the first slot after the delay");
            Expect.About(Hour * 6, await SlotAsync(store, Hour).ConfigureAwait(false), "the second slot after the delay");
        }),
        new("Without spacing every slot is at once, after a delay too.", static async store =>
        {
            for (var i = 0; i < 3; i++)
                Expect.About(TimeSpan.Zero, await SlotAsync(store, TimeSpan.Zero).ConfigureAwait(false), "a slot");
            await store.Store.DelaySlotsAsync(Some.Team, Hour, store.Cancel).ConfigureAwait(false);
            for (var i = 0; i < 3; i++)
                Expect.About(Hour, await SlotAsync(store, TimeSpan.Zero).ConfigureAwait(false), "a slot after the delay");
        }),
        new("Teams do not share slots.", static async store =>
        {
            await SlotAsync(store, Hour).ConfigureAwait(false);
            await store.Store.DelaySlotsAsync("third", Hour, store.Cancel).ConfigureAwait(false);

            Expect.About(TimeSpan.Zero, await store.Store.ReserveSlotAsync("other", Hour, Long, store.Cancel).ConfigureAwait(false), "another team's slot");
            Expect.About(Hour, await SlotAsync(store, Hour).ConfigureAwait(false), "the team's second slot");
        }),
        new("Slots that are taken at the same time are as far apart as any.", static async store =>
        {
            var slots = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => SlotAsync(store, Hour), store.Cancel))).ConfigureAwait(false);

            var number = 0;
            foreach (var slot in slots.Order())
                Expect.About(Hour * number++, slot, "a slot");
        }),
    ];

    private static Task<TimeSpan?> SlotAsync(StoreUnderTest store, TimeSpan spacing, TimeSpan? longestWait = null) =>
        store.Store.ReserveSlotAsync(Some.Team, spacing, longestWait ?? Long, store.Cancel);
}
