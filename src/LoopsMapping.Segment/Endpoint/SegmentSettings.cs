using Microsoft.Extensions.Configuration;

namespace LoopsMapping.Segment.Endpoint;

/// <summary>The configuration section <c>Segment</c>.</summary>
internal static class SegmentSettings
{
    public const string Section = "Segment";

    /// <summary>Takes over what applies to every destination; write keys are for a single one, and looked at by whoever knows that.</summary>
    public static void Apply(IConfiguration? configuration, SegmentOptions options)
    {
        if (configuration?.GetSection(Section) is not { } section)
            return;
        options.AllowedOrigins = List(section, nameof(options.AllowedOrigins));
        options.WebhookSecrets = List(section, nameof(options.WebhookSecrets));
        options.ShadowPath = section[nameof(options.ShadowPath)] ?? options.ShadowPath;
        if (section[nameof(options.Shadow)] is { } shadow)
            options.Shadow = bool.TryParse(shadow, out var isShadow) ? isShadow : throw Bad(nameof(options.Shadow), "true or false");
        if (section[nameof(options.MaxConcurrentRequests)] is { } most)
            options.MaxConcurrentRequests = int.TryParse(most, out var count) ? count : throw Bad(nameof(options.MaxConcurrentRequests), "a number");
    }

    public static string[] WriteKeys(IConfiguration? configuration) => configuration?.GetSection(Section) is { } section ? List(section, nameof(SegmentOptions.WriteKeys)) : [];

    /// <summary>A list, or one value.</summary>
    private static string[] List(IConfigurationSection section, string key)
    {
        var list = section.GetSection(key);
        return list.Value is { Length: > 0 } single ? [single] : [.. list.GetChildren().Select(static child => child.Value).OfType<string>().Where(static value => value.Length > 0)];
    }

    private static InvalidOperationException Bad(string key, string expected) => new($"{Section}:{key} must be {expected}.");
}
