namespace LoopsMapping.Benchmarks.Serialization;

/// <summary>One way to serialize a contact.</summary>
internal interface ISerializerPeer
{
    /// <summary>The finished bytes, for comparing.</summary>
    byte[] ToArray(Contact contact);

    /// <summary>
    /// Serializes over and over, into a buffer that is used again. The loop is in here, so that no peer is called through
    /// an interface while it is timed.
    /// </summary>
    void Run(Contact contact, int times);
}
