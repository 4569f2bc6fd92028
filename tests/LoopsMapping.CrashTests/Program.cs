using LoopsMapping.CrashTests;
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
    return await new Campaign(CommandLine.Parse(args)).RunAsync();
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
