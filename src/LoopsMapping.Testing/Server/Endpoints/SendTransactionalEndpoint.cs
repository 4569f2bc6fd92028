using System.Collections.ObjectModel;
using System.Text.Json;
using LoopsMapping.Testing.Reading;
using LoopsMapping.Testing.State;

namespace LoopsMapping.Testing.Endpoints;

/// <summary><c>POST transactional</c>: an email to one recipient, who need not be a contact.</summary>
internal static class SendTransactionalEndpoint
{
    public static ApiResponse Post(ApiCall call) => IdempotentCall.Once(call, Send);

    private static ApiResponse Send(ApiCall call)
    {
        var sent = EmailFields.Read(call.Request.Body);
        var template = Check(sent, call.Team.Options);

        var contact = call.Team.Contacts.Find(new(sent.Email, null));
        if (sent.AddToAudience)
            contact ??= call.Team.Save(ContactFields.OfEmail(sent.Email), existing: null);
        call.Team.SentEmails.Add(new()
        {
            TransactionalId = sent.TransactionalId,
            Email = sent.Email,
            DataVariables = sent.DataVariables ?? ReadOnlyDictionary<string, JsonElement>.Empty,
            Attachments = sent.Attachments,
            IdempotencyKey = call.Request.IdempotencyKey,
            ReceivedAt = call.Now,
        });
        call.Team.Notices.Mailed(
            contact ?? new() { Id = LoopsId.Create(), Email = sent.Email },
            sent.TransactionalId, template, call.Team.Suppressions.Contains(sent.Email));
        return ApiResponse.Success;
    }

    /// <summary>The template; <see langword="null"/> when the team has none at all and takes every id.</summary>
    private static LoopsServerTransactionalEmail? Check(EmailFields sent, LoopsServerOptions options)
    {
        LoopsServerTransactionalEmail? email = null;
        if (options.TransactionalEmails.Count > 0)
        {
            email = options.TransactionalEmails.FirstOrDefault(email => email.Id == sent.TransactionalId)
                ?? throw TransactionalFailure.Nested(404, "transactionalId", Messages.TransactionalNotFound);
            if (!email.IsPublished)
                throw TransactionalFailure.Nested(400, "transactionalId", Messages.TransactionalNotPublished);
            CheckVariables(sent, email);
        }
        if (sent.Attachments.Count > 0 && !options.AttachmentsEnabled)
            throw TransactionalFailure.Nested(400, "attachments", Messages.AttachmentsNotEnabled);
        return email;
    }

    private static void CheckVariables(EmailFields sent, LoopsServerTransactionalEmail email)
    {
        if (email.DataVariables.Count > 0 && sent.DataVariables is null)
            throw TransactionalFailure.At("dataVariables", Messages.DataVariablesMissing);
        var missing = email.DataVariables.Where(name => !sent.DataVariables!.TryGetValue(name, out var value) || IsEmpty(value)).ToList();
        if (missing.Count > 0)
            throw TransactionalFailure.Nested(400, "dataVariables", $"Missing required data variable(s): {string.Join(", ", missing)}", email.Id);
    }

    private static bool IsEmpty(JsonElement value) => value.ValueKind == JsonValueKind.String && value.GetString()!.Length == 0;
}
