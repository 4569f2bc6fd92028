using System.ComponentModel;

namespace LoopsMapping;

/// <summary>How dependency injection makes a destination without reflection; implemented by generated code.</summary>
/// <typeparam name="TSelf">The destination.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ILoopsClient<TSelf>
    where TSelf : LoopsClient, ILoopsClient<TSelf>
{
    /// <summary>What people call the destination: the <c>Name</c> of its annotation, else the name of the class.</summary>
    static abstract string Name { get; }

    /// <summary>Makes the destination over a delivery.</summary>
    /// <param name="delivery">Takes what the destination is given.</param>
    static abstract TSelf Create(ILoopsDelivery delivery);
}
