using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LoopsMapping.Api;
using LoopsMapping.Delivery;

namespace LoopsMapping;

/// <summary>
/// Loops' endpoints beside the mappings: to look at contacts, properties, lists, events and transactional emails, and to change what no class
/// of yours maps. Reached from every destination, <c>loops.Api</c>, and over the same pace, retries and key. Thread-safe.
/// </summary>
/// <remarks>
/// <para>
/// Nothing goes through an outbox: each call waits for Loops' answer. What Loops refuses is thrown as the <see cref="LoopsApiException"/> that
/// stands for its status; what did not arrive as a <see cref="LoopsException"/>. Calls that Loops would do twice (creating a contact or a
/// property, removing a suppression) are not repeated when nobody knows whether they were done.
/// </para>
/// <para>
/// With <c>Loops:Mode=Log</c> sending and deleting are logged and do nothing, and every other call throws, since there is no answer to give. With
/// <c>Loops:AllowedRecipients</c> nothing is sent to anybody else, and what would write about them throws.
/// </para>
/// </remarks>
public sealed partial class LoopsApi
{
    private readonly Transport _transport;

    internal LoopsApi(Transport transport) => _transport = transport;

    /// <summary>Tests the API key (Loops: <c>GET /v1/api-key</c>).</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The name of the team that the key is of.</returns>
    /// <exception cref="LoopsAuthenticationException">Loops does not accept the key.</exception>
    public async Task<string> TestApiKeyAsync(CancellationToken cancellationToken = default)
        => (await GetAsync("api-key", ApiJson.Default.ApiKeyAnswer, cancellationToken).ConfigureAwait(false)).TeamName ?? "";

    private async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var call = new LoopsCall(HttpMethod.Get, path, path.Split('?')[0]);
        return Read(call, await SendAsync(call, cancellationToken).ConfigureAwait(false), type);
    }

    /// <summary><see langword="null"/> where Loops answers 404.</summary>
    private async Task<T?> FindAsync<T>(string path, string name, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var call = new LoopsCall(HttpMethod.Get, path, name);
        ThrowIfLogged(call);
        var answer = await _transport.SendAsync(call, cancellationToken).ConfigureAwait(false);
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return null;
        return answer.IsSuccess ? Read(call, answer, type) : throw _transport.Refused(call, answer);
    }

    /// <summary>Page after page, as the caller asks for more.</summary>
    private async IAsyncEnumerable<T> ListAsync<T>(
        string path, int pageSize, JsonTypeInfo<Page<T>> type, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 10);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, 50);
        string? cursor = null;
        do
        {
            var query = FormattableString.Invariant($"?perPage={pageSize}") + (cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}");
            var page = await GetAsync(path + query, type, cancellationToken).ConfigureAwait(false);
            foreach (var item in page.Data ?? [])
                yield return item;
            // A cursor that stays the same would never end.
            var next = page.Pagination?.NextCursor;
            cursor = next == cursor ? null : next;
        }
        while (!string.IsNullOrEmpty(cursor));
    }

    internal async Task<LoopsAnswer> SendAsync(LoopsCall call, CancellationToken cancellationToken)
    {
        ThrowIfLogged(call);
        var answer = await _transport.SendAsync(call, cancellationToken).ConfigureAwait(false);
        return answer.IsSuccess ? answer : throw _transport.Refused(call, answer);
    }

    private void ThrowIfLogged(LoopsCall call)
    {
        if (_transport.Options.Mode == LoopsMode.Log)
            throw new LoopsException($"{call} was not sent, because Loops:Mode is Log, and there is no answer to give in its place. Set Loops:Mode=Send to reach Loops.");
    }

    private void ThrowIfHeldBack(LoopsCall call, string? email)
    {
        if (!Recipients.Allows(_transport.Options.AllowedRecipients, email))
            throw new LoopsException($"{call} was not sent, because Loops:AllowedRecipients does not name the recipient.");
    }

    private static T Read<T>(LoopsCall call, LoopsAnswer answer, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(answer.Body, type) ?? throw new JsonException("It is null.");
        }
        catch (JsonException exception)
        {
            throw new LoopsException($"Loops answered {call} with {(int)answer.StatusCode} and a body that cannot be read: {exception.Message} Check that Loops:BaseAddress is Loops itself.", exception);
        }
    }
}
