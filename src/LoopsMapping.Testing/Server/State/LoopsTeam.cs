namespace LoopsMapping.Testing.State;

/// <summary>What one Loops team holds. Used under one lock.</summary>
internal sealed class LoopsTeam(LoopsServerOptions options)
{
    public string Name => options.TeamName;

    public ContactStore Contacts { get; } = new();

    public List<LoopsServerEvent> Events { get; } = [];

    public IdempotencyKeys Keys { get; } = new(options.TimeProvider);

    public void Clear()
    {
        Contacts.Clear();
        Events.Clear();
        Keys.Clear();
    }
}
