using System.Buffers;
using System.Runtime.CompilerServices;

namespace LoopsMapping.Segment.Messages;

/// <summary>
/// What one body holds: its messages and where their members stand, listed in one walk. It owns the body's buffer, and is used again for the next
/// body; nothing in it is a copy of the text, except names with escapes.
/// </summary>
internal sealed class MessageIndex : IDisposable
{
    private MemberEntry[] _entries = ArrayPool<MemberEntry>.Shared.Rent(256);
    private MemberGroup[] _groups = ArrayPool<MemberGroup>.Shared.Rent(64);
    private MessageSpan[] _messages = ArrayPool<MessageSpan>.Shared.Rent(16);
    private byte[] _text = [];
    private readonly NameTable _names = new();
    private byte[] _body = [];
    private int _bodyStart;
    private int _bodyLength;
    private int _entryCount;
    private int _groupCount;
    private int _messageCount;
    private int _textLength;

    /// <summary>The body, UTF-8 JSON.</summary>
    public ReadOnlySpan<byte> Json => _body.AsSpan(_bodyStart, _bodyLength);

    /// <summary>The messages, in order.</summary>
    public ReadOnlySpan<MessageSpan> Messages => _messages.AsSpan(0, _messageCount);

    /// <summary>What a batch says for all its messages, as a message of its own.</summary>
    public MessageSpan Batch;

    /// <summary>The type that the path says, which is every message's; empty where each says its own.</summary>
    public byte[] ImpliedType { get; set; } = [];

    /// <inheritdoc cref="NameTable.Compared"/>
    public long NamesCompared => _names.Compared;

    /// <summary>Whether it is worth keeping: one that has held a body of very many members is not.</summary>
    public bool IsSmall => _entries.Length <= 16 * 1024;

    /// <summary>Forgets everything, and takes the next body.</summary>
    public void Reset(ArraySegment<byte> body)
    {
        // Not as Memory, which looks each time what is behind it.
        (_body, _bodyStart, _bodyLength) = (body.Array ?? [], body.Offset, body.Count);
        _entryCount = _groupCount = _messageCount = _textLength = 0;
        _names.Reset();
        Batch = EmptySpan;
        ImpliedType = [];
    }

    public static MessageSpan EmptySpan => new()
    {
        Root = -1, Type = -1, Event = -1, Name = -1, UserId = -1, AnonymousId = -1, MessageId = -1, Email = -1,
        Traits = -1, Properties = -1, Context = -1, ContextTraits = -1, Integrations = -1, WriteKey = -1,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref MemberEntry Entry(int entry) => ref _entries[entry];

    public ref MessageSpan Message(int message) => ref _messages[message];

    /// <summary>The first member of an object.</summary>
    public int First(int group) => _groups[group].First;

    /// <summary>Behind the last member of an object.</summary>
    public int End(int group) => _groups[group].End;

    /// <summary>The member after this one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(int entry) => _entries[entry].Group is >= 0 and var group ? _groups[group].End : entry + 1;

    /// <summary>The value of a member; of a string, with its quotes.</summary>
    public ReadOnlySpan<byte> RawValue(in MemberEntry entry) => Json[entry.ValueStart..entry.ValueEnd];

    /// <summary>A name as it is written.</summary>
    public ReadOnlySpan<byte> RawName(in MemberEntry entry) => Json.Slice(entry.NameStart, entry.NameLength);

    /// <summary>A name without escapes.</summary>
    public ReadOnlySpan<byte> NameText(in MemberEntry entry)
        => entry.TextStart >= 0 ? _text.AsSpan(entry.TextStart, entry.TextLength) : RawName(entry);

    /// <summary>The member of this name.</summary>
    /// <returns>−1 when there is none.</returns>
    public int Find(int group, ReadOnlySpan<byte> name) => Find(group, name, NameHash.Of(name));

    public int Find(int group, ReadOnlySpan<byte> name, uint hash) => Find(group, name, hash, _groups[group].End);

    private int Find(int group, ReadOnlySpan<byte> name, uint hash, int end)
    {
        for (var i = _groups[group].First; i < end; i = Next(i))
        {
            ref var entry = ref _entries[i];
            if (entry.Hash == hash && !entry.IsSuperseded && NameText(entry).SequenceEqual(name))
                return i;
        }
        return -1;
    }

    /// <summary>Whether a name of an object comes twice, or is one that Segment drops.</summary>
    public bool IsOdd(int group) => _groups[group].IsOdd;

    /// <summary>Whether the members of a value can go out as they stand: it is an object, and none of their names is special.</summary>
    public bool IsPlain(int entry) => entry >= 0 && _entries[entry].Group is >= 0 and var group && !_groups[group].IsOdd;

    /// <summary>The member of a message itself, whose names are not hashed.</summary>
    /// <returns>−1 when there is none.</returns>
    public int FindRoot(int group, ReadOnlySpan<byte> name)
    {
        var found = -1;
        for (var i = _groups[group].First; i < _groups[group].End; i = Next(i))
        {
            if (NameText(_entries[i]).SequenceEqual(name))
                found = i;
        }
        return found;
    }

    /// <summary>A mapping begins: none of the members is taken yet.</summary>
    public void ReleaseMembers(in MessageSpan message)
    {
        Release(message.Traits);
        Release(message.Properties);
    }

    public int AddMessage(MessageSpan message)
    {
        if (_messageCount == _messages.Length)
            Grow(ref _messages);
        _messages[_messageCount] = message;
        return _messageCount++;
    }

    /// <summary>A later list of messages takes the place of an earlier one, as with any name that comes twice.</summary>
    public void RemoveMessages() => _messageCount = 0;

    public int BeginGroup()
    {
        if (_groupCount == _groups.Length)
            Grow(ref _groups);
        _groups[_groupCount] = new() { First = _entryCount, End = _entryCount };
        return _groupCount++;
    }

    public void EndGroup(int group) => _groups[group].End = _entryCount;

    /// <summary>Lists a member of a message itself, whose value comes next.</summary>
    public int AddRootMember(int nameStart, int nameLength, bool isEscaped)
    {
        if (_entryCount == _entries.Length)
            Grow(ref _entries);
        ref var entry = ref _entries[_entryCount];
        entry.NameStart = nameStart;
        entry.NameLength = nameLength;
        entry.TextStart = -1;
        entry.Group = -1;
        // The value's own is written when it is read.
        entry.IsSuperseded = entry.IsTaken = false;
        if (isEscaped)
            KeepText(ref entry);
        return _entryCount++;
    }

    /// <summary>Lists a member of the group, whose value comes next.</summary>
    public int AddMember(int group, int nameStart, int nameLength, bool isEscaped)
    {
        var added = AddRootMember(nameStart, nameLength, isEscaped);
        ref var entry = ref _entries[added];
        var name = NameText(entry);
        entry.Hash = NameHash.Of(name);
        if (added - _groups[group].First >= NameTable.WorthIt)
        {
            if (_names.Add(this, group, added) is >= 0 and var earlier)
                Supersede(group, earlier);
        }
        else
        {
            var bit = 1UL << (int)(entry.Hash & 63);
            if ((_groups[group].Seen & bit) != 0 && Find(group, name, entry.Hash, added) is >= 0 and var earlier)
                Supersede(group, earlier);
            _groups[group].Seen |= bit;
        }
        if (name.Length == 9 && name.SequenceEqual("__proto__"u8))
            _groups[group].IsOdd = true;
        return added;
    }

    public void Dispose()
    {
        ArrayPool<MemberEntry>.Shared.Return(_entries);
        ArrayPool<MemberGroup>.Shared.Return(_groups);
        ArrayPool<MessageSpan>.Shared.Return(_messages);
        if (_text.Length > 0)
            ArrayPool<byte>.Shared.Return(_text);
    }

    private void Release(int entry)
    {
        if (entry < 0 || _entries[entry].Group is not (>= 0 and var group))
            return;
        var end = _groups[group].End;
        for (var i = _groups[group].First; i < end; i++)
            _entries[i].IsTaken = false;
    }

    private void Supersede(int group, int earlier)
    {
        _entries[earlier].IsSuperseded = true;
        _groups[group].IsOdd = true;
    }

    private void KeepText(ref MemberEntry entry)
    {
        var raw = RawName(entry);
        if (_text.Length - _textLength < raw.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(1024, (_textLength + raw.Length) * 2));
            _text.AsSpan(0, _textLength).CopyTo(larger);
            if (_text.Length > 0)
                ArrayPool<byte>.Shared.Return(_text);
            _text = larger;
        }
        entry.TextStart = _textLength;
        entry.TextLength = JsonEscapes.Unescape(raw, _text.AsSpan(_textLength));
        _textLength += entry.TextLength;
    }

    private static void Grow<T>(ref T[] array)
    {
        var larger = ArrayPool<T>.Shared.Rent(array.Length * 2);
        array.AsSpan().CopyTo(larger);
        ArrayPool<T>.Shared.Return(array);
        array = larger;
    }
}
