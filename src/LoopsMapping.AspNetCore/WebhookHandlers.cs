using Microsoft.Extensions.DependencyInjection;

namespace LoopsMapping.AspNetCore;

internal delegate Task WebhookHandler(LoopsWebhook webhook, IServiceProvider services, CancellationToken cancellationToken);

/// <summary>Finds the handler of an event.</summary>
internal sealed class WebhookHandlers
{
    private readonly Dictionary<Type, WebhookHandler> _handlers = [];
    private readonly HashSet<Type> _services = [];
    private WebhookHandler? _unknown;

    public void Add(Type type, WebhookHandler handler)
    {
        if (!_handlers.TryAdd(type, handler))
            throw new ArgumentException($"{type.Name} has a handler already, and an event goes to one. Do both in it.");
    }

    public void Add(Type type, Type service, Func<LoopsWebhook, object, CancellationToken, Task> handler)
    {
        Add(type, (webhook, services, cancellationToken) => handler(webhook, services.GetRequiredService(service), cancellationToken));
        _services.Add(service);
    }

    public void AddUnknown(WebhookHandler handler)
    {
        if (_unknown is not null)
            throw new InvalidOperationException("Unknown events have a handler already, and an event goes to one. Do both in it.");
        _unknown = handler;
    }

    /// <exception cref="InvalidOperationException">There is no handler, or a service that one takes is not registered.</exception>
    public void Check(IServiceProviderIsService? services)
    {
        if (_handlers.Count == 0 && _unknown is null)
            throw new InvalidOperationException("MapLoopsWebhooks has no handler: give it one with On<LoopsContactUnsubscribed>((e, ct) => …).");
        foreach (var service in _services)
        {
            if (services?.IsService(service) == false)
                throw new InvalidOperationException($"A webhook handler takes {service}, which is not registered: add it to the application's services.");
        }
    }

    public WebhookHandler? Find(LoopsWebhook webhook)
    {
        var type = webhook.GetType();
        if (type == typeof(LoopsWebhook) && _unknown is not null)
            return _unknown;
        for (Type? current = type; current is not null; current = current.BaseType)
        {
            if (_handlers.TryGetValue(current, out var handler))
                return handler;
        }
        return null;
    }
}
