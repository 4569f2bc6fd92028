using LoopsMapping.Outbox;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Says at start what cannot work.</summary>
/// <param name="name">The name of the options that are looked at.</param>
/// <param name="needsPath">Whether they name a file.</param>
internal sealed class LoopsOutboxOptionsValidator(string name, bool needsPath) : IValidateOptions<LoopsOutboxOptions>
{
    public ValidateOptionsResult Validate(string? optionsName, LoopsOutboxOptions options)
    {
        if (name != optionsName)
            return ValidateOptionsResult.Skip;
        List<string> failures = [];
        if (needsPath && string.IsNullOrWhiteSpace(options.Path))
            failures.Add("The outbox has no file: give UseSqliteOutbox a path, or set Loops:Outbox:Path. It belongs on a local disk that outlives the process.");
        if (options.MaxConcurrency is not (>= 1 and <= 1_000))
            failures.Add("Loops:Outbox:MaxConcurrency must be between 1 and 1000.");
        if (options.ReceiptRetention < TimeSpan.FromHours(24))
            failures.Add("Loops:Outbox:ReceiptRetention must be at least 24 hours, as long as Loops remembers keys.");
        foreach (var (key, time) in new[] { (nameof(options.RetryFor), options.RetryFor), (nameof(options.DeadLetterRetention), options.DeadLetterRetention), (nameof(options.RunRetention), options.RunRetention) })
        {
            if (time <= TimeSpan.Zero)
                failures.Add($"Loops:Outbox:{key} must be more than zero.");
        }
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
