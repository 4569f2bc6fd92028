using System.Text.Json;
using LoopsMapping.Outbox;

namespace LoopsMapping.Segment.Endpoint;

/// <summary>Records what would be sent, one JSON object a line.</summary>
internal sealed class ShadowFile(string path, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private FileStream? _file;

    public string Path => path;

    /// <summary>Appends requests, and returns when they are on the disk.</summary>
    /// <exception cref="LoopsOutboxException">The file cannot be written to.</exception>
    public async Task AppendAsync(IReadOnlyList<LoopsOutboxMessage> requests, CancellationToken cancellationToken)
    {
        var lines = Lines(requests);
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _file ??= Open();
            await _file.WriteAsync(lines, CancellationToken.None).ConfigureAwait(false);
            _file.Flush(flushToDisk: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LoopsOutboxException($"The shadow file {path} cannot be written to: {exception.Message}", exception);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _file?.Dispose();
        _turn.Dispose();
    }

    private FileStream Open()
    {
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(path, options);
    }

    private ReadOnlyMemory<byte> Lines(IReadOnlyList<LoopsOutboxMessage> requests)
    {
        var lines = new System.Buffers.ArrayBufferWriter<byte>(1024 * Math.Max(1, requests.Count));
        using var json = new Utf8JsonWriter(lines);
        foreach (var request in requests)
        {
            json.WriteStartObject();
            json.WriteString("at", time.GetUtcNow());
            json.WriteString("mapping", request.Name);
            json.WriteString("key", request.IdempotencyKey);
            if (request.Failure is { } failure)
                json.WriteString("error", failure.Detail);
            else
                json.WriteString("request", $"{request.Method} {request.Path}");
            json.WritePropertyName(request.Failure is null ? "body" : "message");
            json.WriteRawValue(request.Body.Span, skipInputValidation: true);
            json.WriteEndObject();
            json.Flush();
            json.Reset();
            System.Buffers.BuffersExtensions.Write(lines, "\n"u8);
        }
        return lines.WrittenMemory;
    }
}
