using System.Text.Json;
using LoopsMapping.Api;
using LoopsMapping.Delivery;

namespace LoopsMapping;

public sealed partial class LoopsApi
{
    /// <summary>The contact properties of the account (Loops: <c>GET /v1/contacts/properties</c>).</summary>
    /// <param name="customOnly">Without Loops' own.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async Task<IReadOnlyList<LoopsContactPropertyInfo>> ListContactPropertiesAsync(bool customOnly = false, CancellationToken cancellationToken = default)
        => await GetAsync($"contacts/properties?list={(customOnly ? "custom" : "all")}", ApiJson.Default.LoopsContactPropertyInfoArray, cancellationToken).ConfigureAwait(false);

    /// <summary>Creates a custom contact property (Loops: <c>POST /v1/contacts/properties</c>).</summary>
    /// <param name="name">Its name, camelCase.</param>
    /// <param name="type">What it holds.</param>
    /// <param name="cancellationToken">Cancels the wait; a request under way may still arrive.</param>
    /// <exception cref="LoopsBadRequestException">There is a property of this name, or Loops keeps it for itself.</exception>
    public async Task CreateContactPropertyAsync(string name, LoopsPropertyType type, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var typeName = type switch
        {
            LoopsPropertyType.Text => "string",
            LoopsPropertyType.Number => "number",
            LoopsPropertyType.Boolean => "boolean",
            LoopsPropertyType.Date => "date",
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such type."),
        };
        var call = new LoopsCall(HttpMethod.Post, "contacts/properties", "contacts/properties")
        {
            Body = ApiBody.Write(writer =>
            {
                writer.WriteString("name"u8, name);
                writer.WriteString("type"u8, typeName);
            }),
            IsReplayable = false,
        };
        await SendAsync(call, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The mailing lists of the account (Loops: <c>GET /v1/lists</c>).</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async Task<IReadOnlyList<LoopsMailingListInfo>> ListMailingListsAsync(CancellationToken cancellationToken = default)
        => await GetAsync("lists", ApiJson.Default.LoopsMailingListInfoArray, cancellationToken).ConfigureAwait(false);

    /// <summary>The events that the account knows, without their properties (Loops: <c>GET /v1/event-patterns</c>).</summary>
    /// <param name="pageSize">How many Loops is asked for at a time, 10 to 50.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public IAsyncEnumerable<LoopsEventPattern> ListEventPatternsAsync(int pageSize = 50, CancellationToken cancellationToken = default)
        => ListAsync("event-patterns", pageSize, ApiJson.Default.PageLoopsEventPattern, cancellationToken);

    /// <summary>An event with its properties, by its name (Loops: <c>GET /v1/event-patterns/by-name/{eventName}</c>).</summary>
    /// <param name="eventName">The name, case-sensitive.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The event; <see langword="null"/> when the account has none of this name.</returns>
    public Task<LoopsEventPattern?> FindEventPatternAsync(string eventName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(eventName);
        return FindAsync($"event-patterns/by-name/{Uri.EscapeDataString(eventName)}", "event-patterns/by-name", ApiJson.Default.LoopsEventPattern, cancellationToken);
    }

    /// <summary>An event with its properties, by its id (Loops: <c>GET /v1/event-patterns/{id}</c>).</summary>
    /// <param name="id">The id that <see cref="ListEventPatternsAsync"/> tells.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The event; <see langword="null"/> when the account has none of this id.</returns>
    public Task<LoopsEventPattern?> GetEventPatternAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return FindAsync($"event-patterns/{Uri.EscapeDataString(id)}", "event-patterns", ApiJson.Default.LoopsEventPattern, cancellationToken);
    }
}
