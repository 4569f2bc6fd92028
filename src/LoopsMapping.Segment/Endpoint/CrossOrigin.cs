using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LoopsMapping.Segment.Endpoint;

/// <summary>Which web pages may send: CORS, without asking the application to set it up.</summary>
internal sealed class CrossOrigin(ILoggerFactory loggerFactory)
{
    private readonly CorsService _service = new(Options.Create(new CorsOptions()), loggerFactory);
    private readonly CorsPolicyBuilder _builder = new CorsPolicyBuilder().WithMethods(HttpMethods.Post, HttpMethods.Get).AllowAnyHeader().SetPreflightMaxAge(TimeSpan.FromHours(1));
    private CorsPolicy? _policy;

    public void Allow(IEnumerable<string> origins)
    {
        foreach (var origin in origins)
        {
            _builder.WithOrigins(origin.TrimEnd('/'));
            _policy = _builder.Build();
        }
    }

    public Task AnswerAsync(HttpContext context, RequestDelegate answer)
    {
        Apply(context);
        return answer(context);
    }

    public Task AnswerPreflightAsync(HttpContext context)
    {
        Apply(context);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private void Apply(HttpContext context)
    {
        if (_policy is not null)
            _service.ApplyResult(_service.EvaluatePolicy(context, _policy), context.Response);
    }
}
