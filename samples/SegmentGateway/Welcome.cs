using LoopsMapping.Testing;

namespace SegmentGateway;

/// <summary>What somebody needs to know who has just started the gateway.</summary>
internal static class Welcome
{
    public static void Write(WebApplication app, LoopsServer? trial)
    {
        var address = app.Urls.First();
        Console.WriteLine($"Taking Segment messages at {address}/v1");
        if (trial is not null)
            Console.WriteLine($"Sending to a local Loops, since Loops:ApiKey is not set. What arrives: {new Uri(trial.BaseAddress, "/audience")} and {new Uri(trial.BaseAddress, "/events")}");
        if (app.Configuration.GetSection("Segment:WriteKeys").Exists())
            return;
        Console.WriteLine("No write keys are set, so only this machine is served. Set Segment:WriteKeys:0 before others send.");
        Console.WriteLine($$$"""Try it:  curl {{{address}}}/v1/identify -d '{"userId":"adam","traits":{"email":"adam@example.com","plan":"pro"}}'""");
    }
}
