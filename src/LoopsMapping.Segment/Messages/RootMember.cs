namespace LoopsMapping.Segment.Messages;

/// <summary>A member of messages that has a place of its own in <see cref="MessageSpan"/>.</summary>
internal readonly struct RootMember
{
    private readonly Place _place;

    /// <param name="name">Its name, UTF-8; of any other name there is none.</param>
    public RootMember(ReadOnlySpan<byte> name)
        => _place = name.SequenceEqual("userId"u8) ? Place.UserId
            : name.SequenceEqual("event"u8) ? Place.Event
            : name.SequenceEqual("email"u8) ? Place.Email
            : name.SequenceEqual("traits"u8) ? Place.Traits
            : name.SequenceEqual("properties"u8) ? Place.Properties
            : Place.None;

    private enum Place : byte
    {
        None,
        UserId,
        Event,
        Email,
        Traits,
        Properties,
    }

    /// <summary>Whether its own members are listed, and stand nowhere else.</summary>
    public bool IsListed => _place is Place.Traits or Place.Properties;

    /// <summary>Where a message has it; −1 where it has not, or another name was asked for.</summary>
    public int Of(in MessageSpan message) => _place switch
    {
        Place.UserId => message.UserId,
        Place.Event => message.Event,
        Place.Email => message.Email,
        Place.Traits => message.Traits,
        Place.Properties => message.Properties,
        _ => -1,
    };
}
