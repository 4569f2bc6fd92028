using System.Text.Json;

namespace LoopsMapping.Segment.Messages;

/// <summary>What a body is expected to be.</summary>
internal enum BodyShape
{
    /// <summary>One message.</summary>
    Message,

    /// <summary>An object with the array <c>batch</c>.</summary>
    Batch,

    /// <summary>One message, or an array of them: what Segment posts to a webhook.</summary>
    MessageOrArray,
}

/// <summary>Lists what a body holds, in one walk over its tokens.</summary>
internal ref struct MessageReader
{
    private readonly MessageIndex _index;
    private Utf8JsonReader _reader;
    private readonly int _offset;
    private int _depth;

    private MessageReader(MessageIndex index, int offset, ReadOnlySpan<byte> json)
    {
        _index = index;
        _offset = offset;
        // How deep a message may be is said of each message, so that a deep one does not spoil its batch.
        _reader = new(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
    }

    private readonly int TokenStart => _offset + (int)_reader.TokenStartIndex;

    private readonly int TokenEnd => _offset + (int)_reader.BytesConsumed;

    /// <summary>Lists the body that the index was given.</summary>
    /// <returns>What is wrong with its shape; <see langword="null"/> when nothing is.</returns>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static string? Read(MessageIndex index, BodyShape shape)
    {
        var reader = new MessageReader(index, 0, index.Json);
        reader._reader.Read();
        var problem = shape == BodyShape.Batch ? reader.ReadBatch() : reader.ReadMessages(shape);
        // To the end, so that what follows is seen to be nothing.
        while (reader._reader.Read())
        {
        }
        return problem;
    }

    /// <summary>The members of an object; those of one that is not listed yet are now.</summary>
    public static int List(MessageIndex index, SegmentValue value)
    {
        if (value.Entry >= 0 && index.Entry(value.Entry).Group is >= 0 and var listed)
            return listed;
        var reader = new MessageReader(index, value.Start, value.Raw);
        reader._reader.Read();
        return reader.ReadMembers();
    }

    private string? ReadMessages(BodyShape shape)
    {
        if (_reader.TokenType == JsonTokenType.StartArray && shape == BodyShape.MessageOrArray)
        {
            while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
                _index.AddMessage(ReadMessage());
            return null;
        }
        if (_reader.TokenType != JsonTokenType.StartObject)
            return "The body is no JSON object.";
        _index.AddMessage(ReadMessage());
        return null;
    }

    private string? ReadBatch()
    {
        if (_reader.TokenType != JsonTokenType.StartObject)
            return "The body is no JSON object.";
        var batch = MessageIndex.EmptySpan;
        batch.Root = _index.BeginGroup();
        var hasMessages = false;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var entry = ReadRootName();
            var isBatch = IsNamed(entry, "batch"u8);
            Note(ref batch, entry);
            _reader.Read();
            if (!isBatch)
            {
                if (entry == batch.Context)
                    ReadContext(entry);
                else
                    ReadValue(entry, isListed: false);
                continue;
            }
            _index.RemoveMessages();
            hasMessages = _reader.TokenType == JsonTokenType.StartArray;
            if (hasMessages)
                ReadItems(entry);
            else
                ReadValue(entry, isListed: false);
        }
        _index.EndGroup(batch.Root);
        _index.Batch = batch;
        return hasMessages ? null : "The body has no array \"batch\".";
    }

    /// <summary>The messages stand among the members of the batch, and are passed over with their array.</summary>
    private void ReadItems(int entry)
    {
        ref var array = ref _index.Entry(entry);
        array.Kind = JsonTokenType.StartArray;
        array.ValueStart = TokenStart;
        var group = _index.BeginGroup();
        array.Group = group;
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
            _index.AddMessage(ReadMessage());
        _index.EndGroup(group);
        _index.Entry(entry).ValueEnd = TokenEnd;
    }

    private MessageSpan ReadMessage()
    {
        var message = MessageIndex.EmptySpan;
        message.Start = TokenStart;
        var outside = _reader.CurrentDepth;
        _depth = outside;
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            Skip();
        }
        else
        {
            message.Root = _index.BeginGroup();
            while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
            {
                var entry = ReadRootName();
                Note(ref message, entry);
                _reader.Read();
                if (entry == message.Context)
                    message.ContextTraits = ReadContext(entry);
                else
                    ReadValue(entry, entry == message.Traits || entry == message.Properties);
            }
            _index.EndGroup(message.Root);
        }
        message.End = TokenEnd;
        message.Depth = _depth - outside;
        return message;
    }

    /// <summary>Lists an object's members.</summary>
    private int ReadMembers(int owner = -1)
    {
        var group = _index.BeginGroup();
        if (owner >= 0)
            _index.Entry(owner).Group = group;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var entry = ReadName(group);
            _reader.Read();
            ReadValue(entry, isListed: false);
        }
        _index.EndGroup(group);
        return group;
    }

    /// <summary>Lists a context's members, and those of the traits in it.</summary>
    /// <returns>The traits; −1 without any.</returns>
    private int ReadContext(int owner)
    {
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            ReadValue(owner, isListed: false);
            return -1;
        }
        BeginValue(owner);
        _depth = Math.Max(_depth, _reader.CurrentDepth + 1);
        var group = _index.BeginGroup();
        _index.Entry(owner).Group = group;
        var traits = -1;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var entry = ReadName(group);
            var isTraits = IsNamed(entry, "traits"u8);
            if (isTraits)
                traits = entry;
            _reader.Read();
            ReadValue(entry, isTraits);
        }
        _index.EndGroup(group);
        _index.Entry(owner).ValueEnd = TokenEnd;
        return traits;
    }

    private readonly bool IsNamed(int entry, ReadOnlySpan<byte> name) => _index.NameText(_index.Entry(entry)).SequenceEqual(name);

    private readonly int ReadRootName()
        => _index.AddRootMember(TokenStart + 1, _reader.ValueSpan.Length, _reader.ValueIsEscaped);

    private readonly int ReadName(int group)
        => _index.AddMember(group, TokenStart + 1, _reader.ValueSpan.Length, _reader.ValueIsEscaped);

    private readonly void BeginValue(int entry)
    {
        ref var member = ref _index.Entry(entry);
        member.Kind = _reader.TokenType;
        member.ValueStart = TokenStart;
        member.IsEscaped = _reader.TokenType == JsonTokenType.String && _reader.ValueIsEscaped;
    }

    private void ReadValue(int entry, bool isListed)
    {
        BeginValue(entry);
        if (_reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            if (isListed && _reader.TokenType == JsonTokenType.StartObject)
            {
                _depth = Math.Max(_depth, _reader.CurrentDepth + 1);
                ReadMembers(entry);
            }
            else
            {
                Skip();
            }
        }
        // The list may have grown, and moved.
        _index.Entry(entry).ValueEnd = TokenEnd;
    }

    private void Skip()
    {
        if (_reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return;
        var outside = _reader.CurrentDepth;
        do
        {
            _reader.Read();
            _depth = Math.Max(_depth, _reader.CurrentDepth);
        }
        while (_reader.CurrentDepth > outside || _reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray));
    }

    private readonly void Note(ref MessageSpan message, int entry)
    {
        ref var member = ref _index.Entry(entry);
        var name = _index.NameText(member);
        switch (name.Length)
        {
            case 4 when name.SequenceEqual("type"u8):
                message.Type = entry;
                break;
            case 4 when name.SequenceEqual("name"u8):
                message.Name = entry;
                break;
            case 5 when name.SequenceEqual("event"u8):
                message.Event = entry;
                break;
            case 5 when name.SequenceEqual("email"u8):
                message.Email = entry;
                break;
            case 6 when name.SequenceEqual("userId"u8):
                message.UserId = entry;
                break;
            case 6 when name.SequenceEqual("traits"u8):
                message.Traits = entry;
                break;
            case 7 when name.SequenceEqual("context"u8):
                message.Context = entry;
                break;
            case 8 when name.SequenceEqual("writeKey"u8):
                message.WriteKey = entry;
                break;
            case 9 when name.SequenceEqual("messageId"u8):
                message.MessageId = entry;
                break;
            case 10 when name.SequenceEqual("properties"u8):
                message.Properties = entry;
                break;
            case 11 when name.SequenceEqual("anonymousId"u8):
                message.AnonymousId = entry;
                break;
            case 12 when name.SequenceEqual("integrations"u8):
                message.Integrations = entry;
                break;
        }
    }
}
