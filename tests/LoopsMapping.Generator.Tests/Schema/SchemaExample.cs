namespace LoopsMapping.Generator.Tests.Schema;

/// <summary>A schema file as the tool writes it.</summary>
internal static class SchemaExample
{
    public const string Text = """
        {
          "$schema": "https://raw.githubusercontent.com/LoopsMapping/LoopsMapping/main/docs/loops.schema.v1.json",
          "version": 1,
          "team": "Acme",
          "pulledAt": "2026-11-27T10:00:00Z",
          "contactProperties": [
            { "key": "createdAt", "label": "Created At", "type": "date" },
            { "key": "email", "label": "Email", "type": "string" },
            { "key": "favoriteColor", "label": "Favorite color", "type": "string" },
            { "key": "firstName", "label": "First Name", "type": "string" },
            { "key": "isTrial", "label": "Is trial", "type": "boolean" },
            { "key": "renewsAt", "label": "Renews at", "type": "date" },
            { "key": "seats", "label": "Seats", "type": "number" },
            { "key": "subscribed", "label": "Subscribed", "type": "boolean" },
            { "key": "userId", "label": "User ID", "type": "string" }
          ],
          "mailingLists": [
            { "id": "cm06f5v0e45nf0ml5754o9cix", "name": "Newsletter", "isPublic": true },
            { "id": "cm16k73gq014h0mmj5b6jdi9r", "name": "Beta testers", "isPublic": false }
          ],
          "events": [
            { "name": "Signed Out", "properties": [] },
            { "name": "User Registered", "properties": [{ "key": "plan", "type": "string" }, { "key": "seats", "type": "number" }] }
          ],
          "transactionalEmails": [
            { "id": "clfn0k1yg001imo0fdeqg30i8", "name": "Password reset", "dataVariables": ["link"] },
            { "id": "clfq6dinn000yl70fgwwyp82l", "name": "Receipt", "dataVariables": ["orderId", "order_total"] }
          ]
        }

        """;
}
