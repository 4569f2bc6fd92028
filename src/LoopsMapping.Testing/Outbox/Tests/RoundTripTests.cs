using LoopsMapping.Outbox;

namespace LoopsMapping.Testing.Outbox.Tests;

/// <summary>What comes out is what went in.</summary>
internal static class RoundTripTests
{
    private static readonly LoopsOutboxMessage Full = Some.Message("PlanChanged", "Zoë\u0301 🎈/'\"%_\\") with
    {
        Method = "PUT",
        Path = "contacts/update",
        Body = "{\"firstName\":\"Zoë 🎈\\u0000\"}"u8.ToArray(),
        IdempotencyKey = "Key-1 ü",
        HasCallerIdempotencyKey = true,
        Priority = LoopsPriority.Bulk,
        Email = "Adam@Loops.so",
        UserId = "User 1",
        ExpiresAfter = TimeSpan.FromHours(10),
        TraceParent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        Mapping = "App.User",
        SkipUnchanged = true,
        Run = "run 1",
    };

    public static IEnumerable<LoopsOutboxComplianceTest> All =>
    [
        new("A claim has what was enqueued, to the byte.", static async store =>
        {
            var ticket = await store.EnqueueAsync(Full).ConfigureAwait(false);
            await store.AdvanceAsync(TimeSpan.FromHours(3)).ConfigureAwait(false);

            var claim = await store.ClaimOneAsync().ConfigureAwait(false);

            Expect.Equal(ticket.Id, claim.Id, "Id");
            Expect.Equal(Full.Team, claim.Team, "Team");
            Expect.Equal(Full.Lane, claim.Lane, "Lane");
            Expect.Equal(Full.Method, claim.Method, "Method");
            Expect.Equal(Full.Path, claim.Path, "Path");
            Expect.Equal(Full.Name, claim.Name, "Name");
            Expect.Bytes(Full.Body, claim.Body, "Body");
            Expect.Equal(Full.IdempotencyKey, claim.IdempotencyKey, "IdempotencyKey");
            Expect.Equal(true, claim.HasCallerIdempotencyKey, "HasCallerIdempotencyKey");
            Expect.Equal(Full.Priority, claim.Priority, "Priority");
            Expect.Equal(Full.Email, claim.Email, "Email");
            Expect.Equal(Full.TraceParent, claim.TraceParent, "TraceParent");
            Expect.Equal(false, claim.DeletesContact, "DeletesContact");
            Expect.About(TimeSpan.FromHours(3), claim.Age, "Age");
            Expect.About(TimeSpan.FromHours(7), claim.ExpiresIn, "ExpiresIn");
        }),
        new("A listing has what was enqueued, to the byte, and when it is due.", static async store =>
        {
            var ticket = await store.EnqueueAsync(Full).ConfigureAwait(false);

            var record = await store.ListOneAsync().ConfigureAwait(false);

            Expect.Equal(ticket.Id, record.Id, "Id");
            Expect.Equal(Full.Team, record.Team, "Team");
            Expect.Equal(Full.Lane, record.Lane, "Lane");
            Expect.Equal(Full.Method, record.Method, "Method");
            Expect.Equal(Full.Path, record.Path, "Path");
            Expect.Equal(Full.Name, record.Name, "Name");
            Expect.Bytes(Full.Body, record.Body, "Body");
            Expect.Equal(Full.IdempotencyKey, record.IdempotencyKey, "IdempotencyKey");
            Expect.Equal(Full.Priority, record.Priority, "Priority");
            Expect.Equal(Full.Email, record.Email, "Email");
            Expect.Equal(Full.UserId, record.UserId, "UserId");
            Expect.About(TimeSpan.FromHours(10), record.ExpiresAt - record.EnqueuedAt, "ExpiresAt, after EnqueuedAt");
            Expect.About(TimeSpan.Zero, record.DueAt - record.EnqueuedAt, "DueAt, after EnqueuedAt");
            Expect.Equal(0, record.Attempts, "Attempts");
            Expect.Equal(null, record.FirstAttemptAt, "FirstAttemptAt");
            Expect.Equal(false, record.MayHaveArrived, "MayHaveArrived");
            Expect.Equal(null, record.LastReason, "LastReason");
            Expect.Equal(null, record.Failure, "Failure");
            Expect.Equal(null, record.FailedAt, "FailedAt");
        }),
        new("What a message does not have, its claim and its listing do not have.", static async store =>
        {
            await store.EnqueueAsync(Some.Message("a") with { Body = default }).ConfigureAwait(false);
            var record = await store.ListOneAsync().ConfigureAwait(false);
            var claim = await store.ClaimOneAsync().ConfigureAwait(false);

            Expect.Equal(0, record.Body.Length, "the length of the listed body");
            Expect.Equal(0, claim.Body.Length, "the length of the claim's body");
            Expect.Equal((null, null, null, null), (record.IdempotencyKey, record.Email, record.UserId, record.ExpiresAt), "key, e-mail address, user id and expiry of the listing");
            Expect.Equal((null, null, null, null), (claim.IdempotencyKey, claim.Email, claim.TraceParent, claim.ExpiresIn), "key, e-mail address, trace and expiry of the claim");
            Expect.Equal((false, LoopsPriority.Live), (claim.HasCallerIdempotencyKey, claim.Priority), "the claim's other members");
        }),
        new("A body of 4 MB comes back as it was.", static async store =>
        {
            var body = new byte[4 << 20];
            new Random(1).NextBytes(body);
            await store.EnqueueAsync(Some.Message("a") with { Body = body }).ConfigureAwait(false);

            Expect.Bytes(body, (await store.ClaimOneAsync().ConfigureAwait(false)).Body, "Body");
        }),
        new("A body may be written over once the store has answered.", static async store =>
        {
            var body = "{\"a\":1}"u8.ToArray();
            await store.EnqueueAsync(Some.Message("a") with { Body = body }).ConfigureAwait(false);
            body.AsSpan().Clear();

            Expect.Bytes("{\"a\":1}"u8.ToArray(), (await store.ClaimOneAsync().ConfigureAwait(false)).Body, "Body");
        }),
        new("What has expired is claimed all the same, and says for how long it has been of no use.", static async store =>
        {
            await store.EnqueueAsync(Some.Message("a") with { ExpiresAfter = TimeSpan.FromHours(1) }).ConfigureAwait(false);
            await store.AdvanceAsync(TimeSpan.FromHours(3)).ConfigureAwait(false);

            Expect.About(TimeSpan.FromHours(-2), (await store.ClaimOneAsync().ConfigureAwait(false)).ExpiresIn, "ExpiresIn");
        }),
    ];
}
