using System.Text.Json;

namespace LoopsMapping.Tool.Keys;

/// <summary>The question to Loops, and what each answer means for whoever looks after the key.</summary>
internal static class KeyTest
{
    /// <returns>The name of the key's team.</returns>
    /// <exception cref="ToolException">The key is refused, or Loops cannot be reached.</exception>
    public static async Task<string> RunAsync(ApiKeySource source, Uri? baseAddress, CancellationToken cancellationToken)
    {
        // Somebody waits in front of the screen, and can repeat the command.
        var options = new LoopsOptions { ApiKey = source.Key, MaxAttempts = 1, TotalTimeout = TimeSpan.FromSeconds(15) };
        if (baseAddress is not null)
            options.BaseAddress = baseAddress;
        try
        {
            return await ToolClient.Create(options).Api.TestApiKeyAsync(cancellationToken);
        }
        catch (LoopsAuthenticationException exception)
        {
            throw new ToolException($"{options.BaseAddress.Authority} refuses the key of {source.Place} ({(int)exception.StatusCode}{Said(exception, source)}). Copy it once more from Loops under Settings → API, or generate a new one there, and put it into {source.Place}.");
        }
        catch (LoopsNotFoundException)
        {
            throw new ToolException($"There is no Loops at {options.BaseAddress} (404). Check --base-address; it ends with /api/v1/.");
        }
        catch (LoopsApiException exception)
        {
            throw new ToolException($"{options.BaseAddress.Authority} answered {(int)exception.StatusCode}{Said(exception, source)}, which says nothing about the key. Try again later, and check --base-address.");
        }
        catch (LoopsException exception) when (exception.InnerException is JsonException)
        {
            throw new ToolException($"{options.BaseAddress} does not answer as Loops does. Check --base-address; it ends with /api/v1/.");
        }
        catch (LoopsException exception)
        {
            var reason = exception.InnerException is HttpRequestException { Message: var message } ? message.TrimEnd('.') : "no answer in time";
            throw new ToolException($"{options.BaseAddress} cannot be reached: {reason}. Check the network, a proxy or firewall, and --base-address; a local Loops is started with \"{LoopsTool.Name} serve\".");
        }
    }

    /// <summary>A server in between may repeat what it was sent.</summary>
    private static string Said(LoopsApiException exception, ApiKeySource source)
        => exception.LoopsMessage is { } message ? $": {message.Replace(source.Key, "***", StringComparison.Ordinal)}" : "";
}
