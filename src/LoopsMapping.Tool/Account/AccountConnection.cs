using System.Text.Json;
using LoopsMapping.Tool.Keys;

namespace LoopsMapping.Tool.Account;

/// <summary>A way to Loops with somebody's key, on which what goes wrong is explained.</summary>
internal sealed class AccountConnection
{
    private readonly ApiKeySource _source;
    private readonly LoopsOptions _options;
    private readonly LoopsApi _api;

    /// <param name="source">The key.</param>
    /// <param name="baseAddress">Another Loops than the real one.</param>
    /// <param name="console">How long a call may take: somebody waits in front of the screen, and can repeat the command.</param>
    /// <param name="maxAttempts">How often a call is tried.</param>
    public AccountConnection(ApiKeySource source, Uri? baseAddress, ToolConsole console, int maxAttempts = 3)
    {
        _source = source;
        _options = new LoopsOptions { ApiKey = source.Key, MaxAttempts = maxAttempts, TotalTimeout = console.Patience, RequestsPerSecond = console.RequestsPerSecond };
        if (baseAddress is not null)
            _options.BaseAddress = baseAddress;
        _api = ToolClient.Create(_options).Api;
    }

    /// <summary>The host, and the port where it is not the usual one.</summary>
    public string Authority => _options.BaseAddress.Authority;

    /// <summary>Whether it is a Loops of this machine, which mails nobody.</summary>
    public bool IsLocal => _options.BaseAddress.IsLoopback;

    /// <exception cref="ToolException">It did not succeed; the message says why and what to do.</exception>
    public async Task<T> AskAsync<T>(Func<LoopsApi, Task<T>> ask)
    {
        try
        {
            return await ask(_api);
        }
        catch (LoopsAuthenticationException exception)
        {
            throw new ToolException($"{Authority} refuses the key of {_source.Place} ({(int)exception.StatusCode}{Said(exception)}). Copy it once more from Loops under Settings → API, or generate a new one there, and put it into {_source.Place}.", ExitCode.Key);
        }
        catch (LoopsRateLimitException exception)
        {
            throw new ToolException($"{Authority} takes no more requests for now ({(int)exception.StatusCode}{Said(exception)}). It allows 10 a second for all programs of a team together: try again when less is being sent.", ExitCode.RateLimited);
        }
        catch (LoopsNotFoundException)
        {
            throw new ToolException($"There is no Loops at {_options.BaseAddress} (404). Check --base-address; it ends with /api/v1/.", ExitCode.Network);
        }
        catch (LoopsBadRequestException exception)
        {
            throw new ToolException($"{Authority} refused it ({(int)exception.StatusCode}{Said(exception)}).");
        }
        catch (LoopsApiException exception)
        {
            throw new ToolException($"{Authority} answered {(int)exception.StatusCode}{Said(exception)}. Try again later, and check --base-address.", ExitCode.Network);
        }
        catch (LoopsException exception) when (exception.InnerException is JsonException)
        {
            throw new ToolException($"{_options.BaseAddress} does not answer as Loops does. Check --base-address; it ends with /api/v1/.", ExitCode.Network);
        }
        catch (LoopsValidationException exception)
        {
            throw new ToolException(exception.Message);
        }
        catch (LoopsException exception)
        {
            var reason = exception.InnerException is HttpRequestException { Message: var message } ? message.TrimEnd('.') : "no answer in time";
            throw new ToolException($"{_options.BaseAddress} cannot be reached: {reason}. Check the network, a proxy or firewall, and --base-address; a local Loops is started with \"{LoopsTool.Name} serve\".", ExitCode.Network);
        }
    }

    /// <summary>A server in between may repeat what it was sent.</summary>
    private string Said(LoopsApiException exception)
        => exception.LoopsMessage is { } message ? $": {message.Replace(_source.Key, "***", StringComparison.Ordinal)}" : "";
}
