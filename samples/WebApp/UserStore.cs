using WebApp.Loops;

namespace WebApp;

/// <summary>Stands for the database.</summary>
internal sealed class UserStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, User> _users = [];

    /// <returns>Whether the address was free.</returns>
    public bool TryAdd(User user)
    {
        lock (_gate)
            return FindByEmail(user.Email) is null && _users.TryAdd(user.Id, user);
    }

    public User? Find(Guid id)
    {
        lock (_gate)
            return _users.GetValueOrDefault(id);
    }

    public User? FindByEmail(string email)
    {
        lock (_gate)
            return _users.Values.FirstOrDefault(user => user.Email.Equals(email, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Changes a user, as it is at this moment: two requests at once must not undo each other.</summary>
    /// <returns>The user before and after; null when there is none any more.</returns>
    public (User Before, User After)? Change(Guid id, Func<User, User> change)
    {
        lock (_gate)
        {
            if (!_users.TryGetValue(id, out var before))
                return null;
            return (before, _users[id] = change(before));
        }
    }

    public void Remove(Guid id)
    {
        lock (_gate)
            _users.Remove(id);
    }
}
