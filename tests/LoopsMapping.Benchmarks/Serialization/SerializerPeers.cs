using System.Text;

namespace LoopsMapping.Benchmarks.Serialization;

/// <summary>All peers, known to write the same.</summary>
internal sealed class SerializerPeers
{
    public LoopsPeer Loops { get; } = new();

    public SourceGeneratorPeer SourceGenerator { get; } = new();

    public ReflectionPeer Reflection { get; } = new();

    public MapperlyPeer Mapperly { get; } = new();

    public HandWrittenPeer HandWritten { get; } = new();

    /// <exception cref="InvalidOperationException">Two peers write different bytes, so comparing their times would mean nothing.</exception>
    public void AssertSameBytes(Contact contact)
    {
        var expected = SourceGenerator.ToArray(contact);
        foreach (var peer in (ISerializerPeer[])[Loops, Reflection, Mapperly, HandWritten])
        {
            var actual = peer.ToArray(contact);
            if (!actual.AsSpan().SequenceEqual(expected))
            {
                throw new InvalidOperationException(
                    $"{peer.GetType().Name} writes\n{Encoding.UTF8.GetString(actual)}\nand {nameof(SourceGeneratorPeer)}\n{Encoding.UTF8.GetString(expected)}");
            }
        }
    }
}
