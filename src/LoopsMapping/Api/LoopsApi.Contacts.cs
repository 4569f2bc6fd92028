using System.Text.Json;
using LoopsMapping.Api;
using LoopsMapping.Delivery;

namespace LoopsMapping;

public sealed partial class LoopsApi
{
    /// <summary>Creates a contact (Loops: <c>POST /v1/contacts/create</c>).</summary>
    /// <param name="contact">What Loops is to know; the email is required.</param>
    /// <param name="cancellationToken">Cancels the wait; a request under way may still arrive.</param>
    /// <returns>Loops' own id of the contact.</returns>
    /// <exception cref="LoopsConflictException">There is a contact with this email or user id: update it.</exception>
    /// <exception cref="LoopsBadRequestException">Loops does not take a value.</exception>
    public Task<string> CreateContactAsync(LoopsContactData contact, CancellationToken cancellationToken = default)
        => WriteContactAsync(HttpMethod.Post, "contacts/create", isReplayable: false, contact, cancellationToken);

    /// <summary>Updates the contact with this email or user id, or creates it (Loops: <c>PUT /v1/contacts/update</c>).</summary>
    /// <param name="contact">What is to change; what it does not name stays as it is.</param>
    /// <param name="cancellationToken">Cancels the wait; a request under way may still arrive.</param>
    /// <returns>Loops' own id of the contact.</returns>
    /// <exception cref="LoopsBadRequestException">Loops does not take a value, or does not know the user id and has no email to create it with.</exception>
    public Task<string> UpdateContactAsync(LoopsContactData contact, CancellationToken cancellationToken = default)
        => WriteContactAsync(HttpMethod.Put, "contacts/update", isReplayable: true, contact, cancellationToken);

    /// <summary>Finds a contact (Loops: <c>GET /v1/contacts/find</c>).</summary>
    /// <param name="key">Which one.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The contact; <see langword="null"/> when there is none.</returns>
    public async Task<LoopsContactInfo?> FindContactAsync(LoopsContactKey key, CancellationToken cancellationToken = default)
    {
        var found = await GetAsync($"contacts/find?{key.ToQuery()}", ApiJson.Default.JsonElementArray, cancellationToken).ConfigureAwait(false);
        return found is [var contact, ..] ? LoopsContactInfo.Of(contact) : null;
    }

    /// <summary>Deletes a contact (Loops: <c>POST /v1/contacts/delete</c>).</summary>
    /// <param name="key">Which one.</param>
    /// <param name="cancellationToken">Cancels the wait; a request under way may still arrive.</param>
    /// <returns>Whether there was one; false with <c>Loops:Mode=Log</c>, where nothing is deleted.</returns>
    public async Task<bool> DeleteContactAsync(LoopsContactKey key, CancellationToken cancellationToken = default)
        => await TryDeleteContactAsync(key, cancellationToken).ConfigureAwait(false) ?? false;

    /// <summary>Deletes a contact; <see langword="null"/> when <c>Loops:Mode</c> keeps the request here.</summary>
    internal async Task<bool?> TryDeleteContactAsync(LoopsContactKey key, CancellationToken cancellationToken)
    {
        _ = key.ToQuery();
        var call = new LoopsCall(HttpMethod.Post, LoopsDeletion.RequestPath, LoopsDeletion.RequestPath)
        {
            Body = ApiBody.Write(writer => writer.WriteString(key.Name, key.Value)),
            Contact = key.Value,
        };
        if (_transport.Options.Mode == LoopsMode.Log && _transport.HoldsBack(call, email: null))
            return null;
        var answer = await _transport.SendAsync(call, cancellationToken).ConfigureAwait(false);
        if (answer.StatusCode == System.Net.HttpStatusCode.NotFound)
            return answer.Attempts > 1;
        return answer.IsSuccess ? true : throw _transport.Refused(call, answer);
    }

    /// <summary>Whether Loops sends a contact nothing any more, after a bounce or a complaint (Loops: <c>GET /v1/contacts/suppression</c>).</summary>
    /// <param name="key">Which contact.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The status; <see langword="null"/> when there is no such contact.</returns>
    public Task<LoopsSuppression?> FindSuppressionAsync(LoopsContactKey key, CancellationToken cancellationToken = default)
        => FindAsync($"contacts/suppression?{key.ToQuery()}", "contacts/suppression", ApiJson.Default.LoopsSuppression, cancellationToken);

    /// <summary>Takes a contact off the suppression list (Loops: <c>DELETE /v1/contacts/suppression</c>), which Loops allows a limited number of times.</summary>
    /// <param name="key">Which contact.</param>
    /// <param name="cancellationToken">Cancels the wait; a request under way may still arrive.</param>
    /// <returns>How many removals are left.</returns>
    /// <exception cref="LoopsBadRequestException">The contact is not suppressed, or no removal is left.</exception>
    /// <exception cref="LoopsNotFoundException">There is no such contact.</exception>
    public async Task<LoopsRemovalQuota> RemoveSuppressionAsync(LoopsContactKey key, CancellationToken cancellationToken = default)
    {
        var call = new LoopsCall(HttpMethod.Delete, $"contacts/suppression?{key.ToQuery()}", "contacts/suppression") { Contact = key.Value, IsReplayable = false };
        return Read(call, await SendAsync(call, cancellationToken).ConfigureAwait(false), ApiJson.Default.SuppressionRemoved).RemovalQuota;
    }

    private async Task<string> WriteContactAsync(HttpMethod method, string path, bool isReplayable, LoopsContactData contact, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(contact);
        var call = new LoopsCall(method, path, path)
        {
            Body = ApiBody.Write(contact.WriteTo),
            Contact = contact.UserId ?? contact.Email ?? "",
            IsReplayable = isReplayable,
        };
        ThrowIfHeldBack(call, contact.Email);
        return (await SendAsync(call, cancellationToken).ConfigureAwait(false)).ReadContactId() ?? "";
    }
}
