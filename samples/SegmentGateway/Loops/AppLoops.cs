using LoopsMapping;

namespace SegmentGateway.Loops;

/// <summary>The destination of every message. What no class of this project takes goes out as Segment's own destination sends it.</summary>
[LoopsDestination]
public partial class AppLoops;
