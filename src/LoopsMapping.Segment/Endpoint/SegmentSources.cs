using System.Net;
using Microsoft.AspNetCore.Http;

namespace LoopsMapping.Segment.Endpoint;

/// <summary>All destinations of one set of endpoints, and which of them a request is for.</summary>
internal sealed class SegmentSources
{
    private readonly SecretTable<SegmentSource> _keys = new();
    private readonly List<(string Secret, SegmentSource Source)> _secrets = [];
    private readonly List<SegmentSource> _all = [];
    private SegmentSource? _keyless;
    private bool _isSingle;

    /// <exception cref="InvalidOperationException">A key is given twice, or it cannot be told which destination a request is for.</exception>
    public void Add(SegmentSource source, IReadOnlyCollection<string> keysInCode, IReadOnlyCollection<string> keysConfigured, IEnumerable<string> webhookSecrets)
    {
        if (_all.Exists(other => other.Name == source.Name))
            throw new InvalidOperationException($"MapSegment is called twice for {source.Name}: list all its write keys in one call.");
        if (_all.Count > 0 && (keysInCode.Count == 0 || _isSingle))
        {
            throw new InvalidOperationException(
                $"MapSegment is called for {_all[0].Name} and for {source.Name}, and one of the calls has no write keys, so nobody knows whose a message is. Give each its own: MapSegment<…>(segment => segment.WriteKeys = [\"…\"]). Segment:WriteKeys serves a single call.");
        }
        _isSingle = keysInCode.Count == 0;
        var keys = _isSingle ? keysConfigured : keysInCode;
        foreach (var key in keys)
        {
            if (string.IsNullOrWhiteSpace(key))
                throw new InvalidOperationException($"A write key of {source.Name} is blank.");
            if (!_keys.TryAdd(key, source))
                throw new InvalidOperationException($"A write key of {source.Name} is given twice: each source has its own.");
        }
        if (keys.Count == 0)
            _keyless = source;
        foreach (var secret in webhookSecrets)
        {
            if (string.IsNullOrWhiteSpace(secret))
                throw new InvalidOperationException($"A webhook secret of {source.Name} is blank.");
            if (_secrets.Exists(known => known.Secret == secret && known.Source != source))
                throw new InvalidOperationException($"A webhook secret of {source.Name} is given twice: it tells whose a message is, so each destination has its own.");
            _secrets.Add((secret, source));
        }
        _all.Add(source);
    }

    public bool HasKeys => _keyless is null;

    /// <summary>The destination of a write key.</summary>
    /// <param name="context">The request.</param>
    /// <param name="writeKey">The key; <see langword="null"/> when it has none.</param>
    /// <param name="refusal">Why there is none.</param>
    public SegmentSource? Find(HttpContext context, string? writeKey, out Refusal? refusal)
    {
        if (_keyless is { } keyless)
        {
            refusal = IsOfThisMachine(context) ? null : Refusal.NotLoopback;
            return refusal is null ? keyless : null;
        }
        var source = string.IsNullOrEmpty(writeKey) ? null : _keys.Find(writeKey);
        refusal = source is not null ? null : writeKey is null ? Refusal.NoWriteKey : Refusal.UnknownWriteKey;
        return source;
    }

    /// <summary>The destination whose secret a webhook is signed with.</summary>
    public SegmentSource? FindBySignature(ReadOnlySpan<byte> body, string signature, out Refusal? refusal)
    {
        SegmentSource? source = null;
        foreach (var (secret, owner) in _secrets)
        {
            if (WebhookSignature.IsValid(body, signature, secret))
                source = owner;
        }
        refusal = source is not null ? null : _secrets.Count == 0 ? Refusal.NoWebhookSecret : Refusal.WrongSignature;
        return source;
    }

    /// <summary>What a proxy hands on comes from somewhere else, even where the proxy is on this machine.</summary>
    private static bool IsOfThisMachine(HttpContext context)
        => (context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address))
            && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded");
}
