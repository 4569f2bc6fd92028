using System.Diagnostics;

namespace Quickstart;

/// <summary>Ends this process the hard way, as a crash would: after so many answers of Loops, before the outbox hears of the last.</summary>
internal sealed class KillHandler(int answers) : DelegatingHandler
{
    private int _answered;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (answers == 0)
            Kill("The calls are in the outbox, and nothing has been sent.");
        var response = await base.SendAsync(request, cancellationToken);
        if (++_answered == answers)
            Kill("Loops has answered, and the outbox does not know it yet.");
        return response;
    }

    private static void Kill(string moment)
    {
        Console.WriteLine(moment);
        Console.WriteLine("This process kills itself now. Run it again, without --kill-after, and it goes on from here:");
        Console.WriteLine("  dotnet run --project samples/Quickstart");
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
