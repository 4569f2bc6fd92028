using LoopsMapping;

namespace WebApp.Loops;

/// <summary>The typed client over every mapping of this project.</summary>
[LoopsDestination]
public partial class AppLoops;
