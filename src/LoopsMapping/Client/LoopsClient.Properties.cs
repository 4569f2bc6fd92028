using LoopsMapping.Delivery;

namespace LoopsMapping;

public abstract partial class LoopsClient
{
    /// <summary>Creates the contact properties that a destination sends and the account lacks; called by generated code.</summary>
    /// <param name="manifest">What the destination sends.</param>
    /// <param name="cancellationToken">Cancels the wait; what was created stays.</param>
    /// <returns>What was created, and what has another type in the account.</returns>
    /// <exception cref="LoopsApiException">Loops refused it.</exception>
    /// <exception cref="LoopsException">Loops could not be reached.</exception>
    protected async Task<LoopsPropertyPlan> EnsureManifestPropertiesAsync(LoopsManifest manifest, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        // A start of an application goes on where nothing is sent either.
        if (_delivery.Api is not { IsLogged: false } api)
            return LoopsPropertyPlan.Nothing;
        return await api.EnsureContactPropertiesAsync(manifest, cancellationToken).ConfigureAwait(false);
    }
}
