using LoopsMapping.Delivery;

namespace LoopsMapping;

public sealed partial class LoopsApi
{
    /// <summary>Whether calls are logged in place of being sent.</summary>
    internal bool IsLogged => _transport.Options.Mode == LoopsMode.Log;

    /// <summary>Creates the contact properties that a destination sends and the account lacks; each that is of another type is logged.</summary>
    /// <param name="manifest">What the destination sends.</param>
    /// <param name="cancellationToken">Cancels the wait; what was created stays.</param>
    /// <returns>What was created, and what has another type in the account.</returns>
    /// <exception cref="LoopsApiException">Loops refused it.</exception>
    /// <exception cref="LoopsException">Loops could not be reached.</exception>
    public async Task<LoopsPropertyPlan> EnsureContactPropertiesAsync(LoopsManifest manifest, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var plan = LoopsPropertyPlan.Of(manifest, await ListContactPropertiesAsync(cancellationToken: cancellationToken).ConfigureAwait(false));
        var created = new List<LoopsManifestProperty>(plan.Missing.Count);
        foreach (var property in plan.Missing)
        {
            if (await CreateUnlessThereAsync(property, cancellationToken).ConfigureAwait(false))
            {
                created.Add(property);
                DeliveryLog.PropertyCreated(_transport.Logger, property.Name, property.Type, manifest.Name);
            }
        }
        foreach (var conflict in plan.Conflicts)
            DeliveryLog.PropertyConflicts(_transport.Logger, manifest.Name, conflict.Sent, conflict.Name, conflict.InLoops);
        return plan with { Missing = created };
    }

    /// <summary>Another instance that starts at the same time may be quicker, and an answer that was lost may have been a yes.</summary>
    private async Task<bool> CreateUnlessThereAsync(LoopsManifestProperty property, CancellationToken cancellationToken)
    {
        try
        {
            await CreateContactPropertyAsync(property.Name, property.Type, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (LoopsException) when (!cancellationToken.IsCancellationRequested)
        {
            if (await IsThereAsync(property.Name, cancellationToken).ConfigureAwait(false))
                return false;
            throw;
        }
    }

    private async Task<bool> IsThereAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var account = await ListContactPropertiesAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            return account.Any(property => property.Key == name);
        }
        catch (LoopsException)
        {
            // What is thrown is why it was not created.
            return false;
        }
    }
}
