using Microsoft.Extensions.Options;

namespace LoopsMapping.Client;

/// <summary>Says at start, not at the first e-mail, what is missing and where to put it. No message repeats the key.</summary>
/// <param name="name">The name of the options that are looked at; <see langword="null"/> for any.</param>
/// <param name="destination">What people call the destination whose options they are: an application can have several.</param>
internal sealed class LoopsOptionsValidator(string? name = null, string? destination = null) : IValidateOptions<LoopsOptions>
{
    public ValidateOptionsResult Validate(string? optionsName, LoopsOptions options)
    {
        if (name is not null && name != optionsName)
            return ValidateOptionsResult.Skip;
        List<string> failures = [];
        if (!Enum.IsDefined(options.Mode))
            failures.Add($"Loops:Mode is {options.Mode}; it is Send or Log.");
        if (options.Mode == LoopsMode.Send)
            AddKeyFailure(options.ApiKey, failures);
        if (options.BaseAddress is not { IsAbsoluteUri: true, Scheme: "http" or "https", Query: "", Fragment: "" })
            failures.Add("Loops:BaseAddress must be an absolute http or https address without a query, such as https://app.loops.so/api/v1/.");
        if (options.RequestsPerSecond is not (null or (>= 0 and <= 10_000)))
            failures.Add("Loops:RequestsPerSecond must be between 0 (unpaced, for tests) and 10000; Loops' own limit is 10.");
        if (options.Team is not null && string.IsNullOrWhiteSpace(options.Team))
            failures.Add("Loops:Team must not be blank; leave it out for the team 'default'.");
        if (options.AllowedRecipients.Any(string.IsNullOrWhiteSpace))
            failures.Add("Loops:AllowedRecipients has a blank entry; each is an address, adam@loops.so, or a domain, @loops.so.");
        if (options.MaxAttempts is not (>= 1 and <= 100))
            failures.Add("Loops:MaxAttempts must be between 1 and 100.");
        if (options.TotalTimeout <= TimeSpan.Zero || options.TotalTimeout > TimeSpan.FromDays(1))
            failures.Add("Loops:TotalTimeout must be more than zero and at most a day.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(destination is null ? failures : failures.ConvertAll(failure => $"{destination}: {failure}"));
    }

    private static void AddKeyFailure(string? key, List<string> failures)
    {
        if (string.IsNullOrWhiteSpace(key))
            failures.Add("Loops:ApiKey is missing. Generate a key in Loops under Settings → API, then either run \"dotnet user-secrets set Loops:ApiKey <key>\", set the environment variable Loops__ApiKey, or set Loops:Mode=Log to run without sending.");
        else if (key.AsSpan().ContainsAnyExceptInRange('!', '~'))
            failures.Add("Loops:ApiKey has a space, a line break or another character that no key has. Copy it once more from Loops under Settings → API.");
    }
}
