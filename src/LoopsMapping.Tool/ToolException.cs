namespace LoopsMapping.Tool;

/// <summary>A failure that its message explains to whoever typed the command; no message holds a key.</summary>
internal sealed class ToolException(string message) : Exception(message);
