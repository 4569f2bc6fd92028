using LoopsMapping.CrashTests;
using LoopsMapping.CrashTests.Campaigns;
using LoopsMapping.CrashTests.Killing;
using LoopsMapping.CrashTests.Working;

if (args is [WorkerArguments.Verb, ..])
    return await Worker.RunAsync(WorkerArguments.Parse(args));

if (args is ["--help" or "-h"])
{
    Console.WriteLine(CommandLine.Usage);
    return 0;
}

try
{
    if (args is ["--campaign", ..])
        return await CampaignTable.RunAsync(args[1..]);

    var report = await new Campaign(CommandLine.Parse(args)).RunAsync();
    report.Print(Console.Out);
    return report.IsGood ? 0 : 1;
}
catch (UsageException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}
catch (CampaignException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
