using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace LoopsMapping.AspNetCore;

/// <summary>The check of signatures, with the secrets that the configuration holds now: a secret can be rotated without a restart.</summary>
internal sealed class WebhookSecrets
{
    private const string Key = "Loops:WebhookSecret";
    private const string ListKey = "Loops:WebhookSecrets";

    private volatile LoopsWebhookSignature _signature;

    private WebhookSecrets(LoopsWebhookSignature signature) => _signature = signature;

    public LoopsWebhookSignature Signature => _signature;

    /// <exception cref="InvalidOperationException">There is no secret.</exception>
    /// <exception cref="ArgumentException">There is one that is no signing secret.</exception>
    public static WebhookSecrets Of(LoopsWebhooksBuilder webhooks, IConfiguration? configuration, TimeProvider time, ILogger logger)
    {
        if (webhooks.Secrets is { Length: > 0 } given)
            return new(Create(given));
        var secrets = new WebhookSecrets(Create(Read(configuration)));
        if (configuration is not null)
            ChangeToken.OnChange(configuration.GetReloadToken, Reload);
        return secrets;

        LoopsWebhookSignature Create(string[] texts) => new(texts) { TimeProvider = time, Tolerance = webhooks.Tolerance ?? TimeSpan.FromMinutes(5) };

        void Reload()
        {
            try
            {
                secrets._signature = Create(Read(configuration));
            }
            catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
            {
                WebhookLog.SecretsKept(logger, exception.Message);
            }
        }
    }

    private static string[] Read(IConfiguration? configuration)
    {
        var texts = new[] { configuration?[Key] }.Concat(configuration?.GetSection(ListKey).GetChildren().Select(static secret => secret.Value) ?? []);
        string[] secrets = [.. texts.OfType<string>().Where(static secret => !string.IsNullOrWhiteSpace(secret))];
        return secrets.Length > 0 ? secrets : throw new InvalidOperationException(
            "Loops:WebhookSecret is missing. Copy the signing secret from Loops under Settings → Webhooks, then either run \"dotnet user-secrets set Loops:WebhookSecret <secret>\", set the environment variable Loops__WebhookSecret, or hand it to MapLoopsWebhooks.");
    }
}
