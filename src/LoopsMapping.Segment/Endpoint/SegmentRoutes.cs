using System.Runtime.CompilerServices;
using LoopsMapping.Segment.Messages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.ObjectPool;

namespace LoopsMapping.Segment.Endpoint;

/// <summary>The endpoints of an application, which all calls of <c>MapSegment</c> share.</summary>
internal sealed class SegmentRoutes
{
    private static readonly ConditionalWeakTable<ICollection<EndpointDataSource>, SegmentRoutes> Known = [];

    /// <summary>The single messages that SDKs send: the type, and the paths besides <c>/v1/</c> and the type's first letter.</summary>
    private static readonly string[] Types = ["identify", "track", "page", "screen", "group", "alias"];

    private readonly RequestLimit _limit = new();
    private readonly ObjectPool<MessageIndex> _pool = new DefaultObjectPool<MessageIndex>(new IndexPolicy());
    private readonly Dictionary<string, ShadowFile> _shadows = new(StringComparer.Ordinal);
    private readonly CrossOrigin _crossOrigin;
    private readonly ILogger _logger;

    private SegmentRoutes(IEndpointRouteBuilder endpoints)
    {
        _logger = endpoints.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger(SegmentLog.Category);
        _crossOrigin = new(endpoints.ServiceProvider.GetRequiredService<ILoggerFactory>());
        Group = endpoints.MapGroup("");
        MapRoutes(Group);
        // The write key is the authentication.
        Group.AllowAnonymous();
    }

    public RouteGroupBuilder Group { get; }

    public SegmentSources Sources { get; } = new();

    public ILogger Logger => _logger;

    /// <summary>The endpoints of an application, or of a group; the first call makes them.</summary>
    public static SegmentRoutes Of(IEndpointRouteBuilder endpoints)
    {
        if (!Known.TryGetValue(endpoints.DataSources, out var routes))
            Known.Add(endpoints.DataSources, routes = new(endpoints));
        return routes;
    }

    /// <summary>The file of a path, which destinations share.</summary>
    public ShadowFile ShadowOf(string path, TimeProvider time)
    {
        path = Path.GetFullPath(path);
        if (!_shadows.TryGetValue(path, out var shadow))
            _shadows.Add(path, shadow = new(path, time));
        return shadow;
    }

    public void Allow(SegmentOptions options)
    {
        _limit.Most = Math.Max(_limit.Most, options.MaxConcurrentRequests);
        _crossOrigin.Allow(options.AllowedOrigins);
    }

    private void MapRoutes(RouteGroupBuilder group)
    {
        foreach (var type in Types)
        {
            var endpoint = New(BodyShape.Message, type);
            Map(group, $"/v1/{type}", endpoint);
            Map(group, $"/v1/{type[0]}", endpoint);
        }
        var batch = New(BodyShape.Batch);
        Map(group, "/v1/batch", batch);
        Map(group, "/v1/b", batch);
        Map(group, "/v1/import", batch);
        Map(group, "/v1/webhook", New(BodyShape.MessageOrArray, isSigned: true));
        group.MapGet("/v1/projects/{writeKey}/settings", DescribeAsync).WithDisplayName("Segment: settings");
    }

    private void Map(RouteGroupBuilder group, string pattern, SegmentEndpoint endpoint)
    {
        group.MapPost(pattern, context => _crossOrigin.AnswerAsync(context, endpoint.AnswerAsync)).WithDisplayName($"Segment: {pattern}");
        group.MapMethods(pattern, [HttpMethods.Options], _crossOrigin.AnswerPreflightAsync).WithDisplayName($"Segment: {pattern}, preflight");
    }

    private SegmentEndpoint New(BodyShape shape, string type = "", bool isSigned = false)
        => new(Sources, _limit, _pool, _logger) { Shape = shape, ImpliedType = System.Text.Encoding.ASCII.GetBytes(type), IsSigned = isSigned };

    private Task DescribeAsync(HttpContext context) => _crossOrigin.AnswerAsync(context, context =>
    {
        var writeKey = context.Request.RouteValues["writeKey"] as string ?? "";
        if (Sources.Find(context, writeKey, out var refusal) is not null)
            return Answers.DescribeAsync(context, writeKey);
        SegmentLog.Refused(_logger, "/v1/projects/…/settings", refusal!.Status, refusal.Reason);
        return Answers.RefuseAsync(context, refusal);
    });

    private sealed class IndexPolicy : PooledObjectPolicy<MessageIndex>
    {
        public override MessageIndex Create() => new();

        public override bool Return(MessageIndex index)
        {
            if (index.IsSmall)
            {
                // It must not hold on to a buffer that is somebody else's by now.
                index.Reset(default);
                return true;
            }
            index.Dispose();
            return false;
        }
    }
}
