using System.Security.Cryptography;
using System.Text;

namespace LoopsMapping.Segment.Endpoint;

/// <summary>Secrets and whose they are, asked for in a time that tells nothing about them.</summary>
/// <typeparam name="T">Whose they are.</typeparam>
internal sealed class SecretTable<T>
    where T : class
{
    private readonly List<(byte[] Hash, T Owner)> _entries = [];

    public int Count => _entries.Count;

    /// <returns>False when somebody has it already.</returns>
    public bool TryAdd(string secret, T owner)
    {
        if (Find(secret) is not null)
            return false;
        _entries.Add((Hash(secret), owner));
        return true;
    }

    /// <summary>Looks at every entry, wherever the secret is found.</summary>
    public T? Find(string secret)
    {
        var hash = Hash(secret);
        T? found = null;
        foreach (var (known, owner) in _entries)
        {
            if (CryptographicOperations.FixedTimeEquals(known, hash))
                found = owner;
        }
        return found;
    }

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
