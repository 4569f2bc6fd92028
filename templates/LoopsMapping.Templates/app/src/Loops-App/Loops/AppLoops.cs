using LoopsMapping;

namespace Loops_App.Loops;

/// <summary>The typed client: the generator gives it a method for each contact and event of this project.</summary>
[LoopsDestination]
public partial class AppLoops;
