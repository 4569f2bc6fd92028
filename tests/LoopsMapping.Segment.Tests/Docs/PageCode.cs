// The code of docs/segment.md and docs/migrating-from-segment.md besides the classes; it has to compile.
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LoopsMapping.Segment.Tests.Docs;

[LoopsDestination(typeof(PlanChanged), Name = "Blog")]
public partial class BlogLoops;

internal static class PageCode
{
    public static void SetUp(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddLoops<ShopLoops>(builder.Configuration.GetSection("Loops")).UseSqliteOutbox("data/loops.db");

        var app = builder.Build();
        app.MapSegment<ShopLoops>();
        app.Run();
    }

    public static void Sources(WebApplication app, IConfiguration configuration)
    {
        app.MapSegment<ShopLoops>(segment => segment.WriteKeys = [configuration["Keys:Shop"]!, configuration["Keys:App"]!]);
        app.MapSegment<BlogLoops>(segment => segment.WriteKeys = [configuration["Keys:Blog"]!]);
    }

    public static void Fields(WebApplication app)
    {
        app.MapSegment<ShopLoops>(segment =>
        {
            segment.DefaultMapping.Contact.Email = ["$.traits.mail", "$.traits.email"];
            segment.DefaultMapping.Contact.UserGroup = ["$.traits.plan", "Free"];
            segment.DefaultMapping.Event.ContactProperties = ["$.context.traits"];
        });
    }

    public static void Off(WebApplication app)
    {
        app.MapSegment<ShopLoops>(segment => segment.DefaultMapping.Event.IsEnabled = false);
    }
}
