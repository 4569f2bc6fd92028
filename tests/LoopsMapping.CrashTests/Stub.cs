using System.Reflection;
using LoopsMapping.Outbox;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Stands in for the outbox until there is one: sends directly, and passes the labelled points on the way.</summary>
internal static class StubOutbox
{
    public static ILoopsBuilder UseSqliteOutbox(this ILoopsBuilder builder, string path)
    {
        _ = path;
        builder.HttpClient.AddHttpMessageHandler(static () => new Points());
        builder.Services.AddKeyedSingleton(builder.Name, static (_, _) => DispatchProxy.Create<ILoopsOutboxStore, EmptyStore>());
        return builder;
    }

    private sealed class Points : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Failpoint.Reach(Failpoint.BeforeCommit);
            Failpoint.Reach(Failpoint.AfterCommit);
            Failpoint.Reach(Failpoint.AfterSlot);
            Failpoint.Reach(Failpoint.AfterFirstAttemptMark);
            var response = await base.SendAsync(request, cancellationToken);
            Failpoint.Reach(Failpoint.BeforeCompletion);
            Failpoint.Reach(Failpoint.MidCompletion);
            return response;
        }
    }

#pragma warning disable CA1852 // A proxy is a subtype that is made when it is asked for.
    public class EmptyStore : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
            => targetMethod!.Name switch
            {
                nameof(ILoopsOutboxStore.GetStatsAsync) => Task.FromResult<IReadOnlyList<LoopsOutboxStats>>([]),
                nameof(IAsyncDisposable.DisposeAsync) => ValueTask.CompletedTask,
                _ => throw new NotSupportedException(targetMethod.Name),
            };
    }
}
