using System.Text.Json;
using System.Text.Json.Serialization;

namespace LoopsMapping.Api;

/// <summary>How webhooks are read, without reflection.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(UnixSecondsConverter), typeof(ContactConverter)])]
[JsonSerializable(typeof(LoopsWebhook))]
[JsonSerializable(typeof(LoopsContactIdentity))]
[JsonSerializable(typeof(LoopsContactCreated))]
[JsonSerializable(typeof(LoopsContactUnsubscribed))]
[JsonSerializable(typeof(LoopsContactDeleted))]
[JsonSerializable(typeof(LoopsContactMailingListSubscribed))]
[JsonSerializable(typeof(LoopsContactMailingListUnsubscribed))]
[JsonSerializable(typeof(LoopsTransactionalEmailSent))]
[JsonSerializable(typeof(LoopsCampaignEmailSent))]
[JsonSerializable(typeof(LoopsLoopEmailSent))]
[JsonSerializable(typeof(LoopsEmailDelivered))]
[JsonSerializable(typeof(LoopsEmailSoftBounced))]
[JsonSerializable(typeof(LoopsEmailHardBounced))]
[JsonSerializable(typeof(LoopsEmailSpamReported))]
[JsonSerializable(typeof(LoopsEmailOpened))]
[JsonSerializable(typeof(LoopsEmailClicked))]
[JsonSerializable(typeof(LoopsEmailUnsubscribed))]
[JsonSerializable(typeof(LoopsEmailResubscribed))]
[JsonSerializable(typeof(LoopsTestingTestEvent))]
internal sealed partial class WebhookJson : JsonSerializerContext;

/// <summary>Loops tells the time of an event in seconds since 1970.</summary>
internal sealed class UnixSecondsConverter : JsonConverter<DateTimeOffset>
{
    // Year 1 and year 9999, which is all that a date can hold.
    private const long Earliest = -62_135_596_800;
    private const long Latest = 253_402_300_799;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var seconds) && seconds is >= Earliest and <= Latest
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteNumberValue(value.ToUnixTimeSeconds());
}

/// <summary>The contact of a webhook is the one that Loops' API finds.</summary>
internal sealed class ContactConverter : JsonConverter<LoopsContactInfo>
{
    public override LoopsContactInfo Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => reader.TokenType == JsonTokenType.StartObject ? LoopsContactInfo.Of(JsonElement.ParseValue(ref reader)) : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, LoopsContactInfo value, JsonSerializerOptions options) => value.Raw.WriteTo(writer);
}
