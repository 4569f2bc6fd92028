namespace LoopsMapping.Generator.Reading;

/// <summary>Two annotations of a member that cannot both hold.</summary>
/// <param name="One">The short name of the one that says more: <c>LoopsUserId</c>.</param>
/// <param name="OtherName">The short name of the other.</param>
/// <param name="Other">The other as it is written: <c>[LoopsProperty("id")]</c>.</param>
internal readonly record struct AnnotationConflict(string One, string OtherName, string Other);
