namespace LoopsMapping.Generator.Model;

/// <summary>What a message of a Segment SDK becomes by a mapping, where such messages are taken.</summary>
/// <param name="Place">Where the class is declared; <see langword="null"/> for one of another project.</param>
/// <param name="HasBrokenTrigger">Whether there is a trigger that says nothing.</param>
/// <param name="Trigger">When it fires; <see langword="null"/> for the default.</param>
/// <param name="Members">What is read of the message, in declaration order.</param>
/// <param name="Named">The names at the root of the request, or of traits, that the default mapping leaves to this one.</param>
/// <param name="NamedProperties">The same under <c>eventProperties</c>.</param>
internal sealed record SegmentModel(
    DeclarationPlace? Place, bool HasBrokenTrigger, ExpressionModel? Trigger, EquatableArray<SegmentMemberModel> Members, EquatableArray<string> Named, EquatableArray<string> NamedProperties);

/// <summary>A member that is read from a message.</summary>
/// <param name="Member">What is sent.</param>
/// <param name="TypeName">The type to read, in code without <c>?</c>, where it makes a difference.</param>
/// <param name="Paths">Where it may stand, in the order in which they are tried.</param>
internal sealed record SegmentMemberModel(MemberModel Member, string? TypeName, EquatableArray<PathModel> Paths);
