namespace LoopsMapping.Tool;

/// <summary>A failure that its message explains to whoever typed the command; no message holds a key.</summary>
internal sealed class ToolException(string message, int exitCode = ExitCode.Failure) : Exception(message)
{
    public int ExitCode => exitCode;
}
