namespace LoopsMapping.Testing.Endpoints;

/// <summary>Refusals of <c>POST transactional</c>, which say where the mistake is in one of three older ways.</summary>
internal static class TransactionalFailure
{
    /// <summary>The place at the top level.</summary>
    public static RefusedException At(string path, string message) => new(new ApiResponse(400, ResponseJson.Write((path, message), static (writer, failure) =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("success", false);
        writer.WriteString("message", failure.message);
        writer.WriteString("path", failure.path);
        writer.WriteEndObject();
    })));

    /// <summary>The place in an <c>error</c> object, and the template when it is known.</summary>
    public static RefusedException Nested(int statusCode, string path, string message, string? transactionalId = null)
        => new(new ApiResponse(statusCode, ResponseJson.Write((path, message, transactionalId), static (writer, failure) =>
        {
            writer.WriteStartObject();
            writer.WriteBoolean("success", false);
            writer.WriteString("message", failure.message);
            writer.WriteStartObject("error");
            writer.WriteString("path", failure.path);
            writer.WriteString("message", failure.message);
            writer.WriteEndObject();
            if (failure.transactionalId is not null)
                writer.WriteString("transactionalId", failure.transactionalId);
            writer.WriteEndObject();
        })));
}
