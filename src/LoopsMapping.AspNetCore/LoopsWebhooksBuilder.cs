using LoopsMapping.AspNetCore;

namespace LoopsMapping;

/// <summary>What an endpoint for webhooks does with them.</summary>
/// <remarks>
/// One handler gets an event: the one of its record, else the one of the nearest base record (<see cref="LoopsEmailWebhook"/>,
/// <see cref="LoopsContactWebhook"/>, <see cref="LoopsWebhook"/>). An event without a handler is acknowledged and passed over.
/// Loops tries again what a handler throws at.
/// </remarks>
public sealed class LoopsWebhooksBuilder
{
    internal LoopsWebhooksBuilder()
    {
    }

    internal WebhookHandlers Handlers { get; } = new();

    internal string[]? Secrets { get; private set; }

    internal TimeSpan? Tolerance { get; private set; }

    /// <summary>Handles an event.</summary>
    /// <typeparam name="TEvent">Its record, or a base record for every event under it.</typeparam>
    /// <param name="handler">The token is cancelled when Loops closes the connection.</param>
    /// <exception cref="ArgumentException">The record has a handler.</exception>
    public LoopsWebhooksBuilder On<TEvent>(Func<TEvent, CancellationToken, Task> handler)
        where TEvent : LoopsWebhook
    {
        ArgumentNullException.ThrowIfNull(handler);
        Handlers.Add(typeof(TEvent), (webhook, _, cancellationToken) => handler((TEvent)webhook, cancellationToken));
        return this;
    }

    /// <summary>Handles an event with a service of the application: <c>On&lt;LoopsContactUnsubscribed, AppDbContext&gt;((e, db, ct) => …)</c>.</summary>
    /// <typeparam name="TEvent">Its record, or a base record for every event under it.</typeparam>
    /// <typeparam name="TService">The service, from the request's scope. One that is not registered stops the start.</typeparam>
    /// <param name="handler">The token is cancelled when Loops closes the connection.</param>
    /// <exception cref="ArgumentException">The record has a handler.</exception>
    public LoopsWebhooksBuilder On<TEvent, TService>(Func<TEvent, TService, CancellationToken, Task> handler)
        where TEvent : LoopsWebhook
        where TService : notnull
    {
        ArgumentNullException.ThrowIfNull(handler);
        Handlers.Add(typeof(TEvent), typeof(TService), (webhook, service, cancellationToken) => handler((TEvent)webhook, (TService)service, cancellationToken));
        return this;
    }

    /// <summary>Handles the events that Loops has added since this version; <see cref="LoopsWebhook.Raw"/> holds their payload.</summary>
    /// <param name="handler">The token is cancelled when Loops closes the connection.</param>
    /// <exception cref="InvalidOperationException">There is one already.</exception>
    public LoopsWebhooksBuilder OnUnknown(Func<LoopsWebhook, CancellationToken, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Handlers.AddUnknown((webhook, _, cancellationToken) => handler(webhook, cancellationToken));
        return this;
    }

    /// <summary>Verifies with these signing secrets, in place of <c>Loops:WebhookSecret</c> and <c>Loops:WebhookSecrets</c>.</summary>
    /// <param name="secrets">Secrets as Loops shows them under Settings → Webhooks; several while one replaces another.</param>
    public LoopsWebhooksBuilder WithSecrets(params string[] secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        Secrets = secrets;
        return this;
    }

    /// <summary>Takes webhooks whose timestamp is this far from now, in place of 5 minutes.</summary>
    /// <param name="tolerance">More than zero; <see cref="TimeSpan.MaxValue"/> takes webhooks of any age.</param>
    public LoopsWebhooksBuilder WithTolerance(TimeSpan tolerance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(tolerance, TimeSpan.Zero);
        Tolerance = tolerance;
        return this;
    }
}
