using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LoopsMapping.Benchmarks.Serialization;

/// <summary>Peers that write through one <see cref="Utf8JsonWriter"/>, used again for every contact.</summary>
#pragma warning disable CA1001 // Used until the process ends, and holds nothing but memory.
internal abstract class WriterPeer : ISerializerPeer
#pragma warning restore CA1001
{
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly Utf8JsonWriter _writer;

    protected WriterPeer() => _writer = new(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    public byte[] ToArray(Contact contact)
    {
        Run(contact, 1);
        return _buffer.WrittenSpan.ToArray();
    }

    public abstract void Run(Contact contact, int times);

    protected Utf8JsonWriter Begin()
    {
        _buffer.ResetWrittenCount();
        _writer.Reset(_buffer);
        return _writer;
    }
}

/// <summary>System.Text.Json's source generator, fast path.</summary>
internal sealed class SourceGeneratorPeer : WriterPeer
{
    public override void Run(Contact contact, int times)
    {
        var serialize = ContactJson.Default.Contact.SerializeHandler!;
        for (var i = 0; i < times; i++)
        {
            var writer = Begin();
            serialize(writer, contact);
            writer.Flush();
        }
    }
}

/// <summary>System.Text.Json with reflection.</summary>
internal sealed class ReflectionPeer : WriterPeer
{
    private readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    public override void Run(Contact contact, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var writer = Begin();
            JsonSerializer.Serialize(writer, contact, _options);
            writer.Flush();
        }
    }
}

/// <summary>Mapperly to an object of the shape that is sent, and System.Text.Json's source generator for that.</summary>
internal sealed class MapperlyPeer : WriterPeer
{
    public override void Run(Contact contact, int times)
    {
        var serialize = ContactJson.Default.ContactDto.SerializeHandler!;
        for (var i = 0; i < times; i++)
        {
            var writer = Begin();
            serialize(writer, ContactMapper.ToDto(contact));
            writer.Flush();
        }
    }
}

/// <summary>Written by hand, with names that are encoded once.</summary>
internal sealed class HandWrittenPeer : WriterPeer
{
    private static readonly JsonEncodedText Email = JsonEncodedText.Encode("email");
    private static readonly JsonEncodedText UserId = JsonEncodedText.Encode("userId");
    private static readonly JsonEncodedText FirstName = JsonEncodedText.Encode("firstName");
    private static readonly JsonEncodedText LastName = JsonEncodedText.Encode("lastName");
    private static readonly JsonEncodedText Company = JsonEncodedText.Encode("company");
    private static readonly JsonEncodedText Plan = JsonEncodedText.Encode("plan");
    private static readonly JsonEncodedText Seats = JsonEncodedText.Encode("seats");
    private static readonly JsonEncodedText Trial = JsonEncodedText.Encode("trial");
    private static readonly JsonEncodedText SignedUpAt = JsonEncodedText.Encode("signedUpAt");

    public override void Run(Contact contact, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var writer = Begin();
            writer.WriteStartObject();
            writer.WriteString(Email, contact.Email);
            writer.WriteString(UserId, contact.UserId);
            writer.WriteString(FirstName, contact.FirstName);
            writer.WriteString(LastName, contact.LastName);
            writer.WriteString(Company, contact.Company);
            writer.WriteString(Plan, contact.Plan);
            writer.WriteNumber(Seats, contact.Seats);
            writer.WriteBoolean(Trial, contact.Trial);
            writer.WriteString(SignedUpAt, contact.SignedUpAt);
            writer.WriteEndObject();
            writer.Flush();
        }
    }
}
