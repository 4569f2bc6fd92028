namespace LoopsMapping.Segment;

/// <summary>How one destination takes messages of Segment SDKs. What is not set in code comes from the section <c>Segment</c> of the configuration.</summary>
public sealed class SegmentOptions
{
    /// <summary>
    /// The write keys of the sources that feed this destination; an SDK sends one with each request. In the configuration <c>Segment:WriteKeys:0</c>,
    /// <c>:1</c> …, which serve a single call of <c>MapSegment</c>. Without any, every request of this machine is taken, and no other.
    /// </summary>
    public IList<string> WriteKeys { get; set; } = [];

    /// <summary>
    /// The origins of web pages that may send, <c>https://app.example.com</c>, or <c>*</c> for all; none by default. In the configuration
    /// <c>Segment:AllowedOrigins:0</c> ….
    /// </summary>
    public IList<string> AllowedOrigins { get; set; } = [];

    /// <summary>
    /// The shared secrets of Segment's Webhooks destinations, which sign what they post to <c>/v1/webhook</c>. In the configuration
    /// <c>Segment:WebhookSecrets:0</c> …. Without any, nothing is taken there.
    /// </summary>
    public IList<string> WebhookSecrets { get; set; } = [];

    /// <summary>
    /// Whether what would be sent is recorded in <see cref="ShadowPath"/>, and nothing is sent: to compare before switching over. In the configuration
    /// <c>Segment:Shadow</c>.
    /// </summary>
    public bool Shadow { get; set; }

    /// <summary>
    /// The file for <see cref="Shadow"/>, one JSON object a line; <c>segment-shadow.jsonl</c> by default. It holds personal data, and only its owner may
    /// read it. In the configuration <c>Segment:ShadowPath</c>.
    /// </summary>
    public string ShadowPath { get; set; } = "segment-shadow.jsonl";

    /// <summary>How many requests are worked on at a time, 256 by default; others get 429 and come again. What they hold in memory is limited by it.</summary>
    public int MaxConcurrentRequests { get; set; } = 256;

    /// <summary>The key that the destination was registered under with <c>AddKeyedLoops</c>; <see langword="null"/> for <c>AddLoops</c>.</summary>
    public string? ServiceKey { get; set; }

    /// <summary>What becomes of messages that no class of the destination takes.</summary>
    public SegmentDefaultMapping DefaultMapping { get; } = new();
}
