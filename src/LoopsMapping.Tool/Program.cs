using LoopsMapping.Tool;

using var stop = new StopSignals();
return await LoopsTool.RunAsync(args, ToolConsole.OfProcess(), stop.Token);
