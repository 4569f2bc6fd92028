using LoopsMapping;
using LoopsMapping.Delivery;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Makes the delivery of a registration that does not send directly; registered under the registration's name.</summary>
internal interface ILoopsDeliveryFactory
{
    ILoopsDelivery Create(IServiceProvider provider, LoopsRegistration registration, Transport transport);

    /// <summary>What a health check adds about it: a finding that is worse than all is well, and figures.</summary>
    Task<LoopsDeliveryHealth> CheckHealthAsync(IServiceProvider provider, LoopsRegistration registration, CancellationToken cancellationToken);
}
