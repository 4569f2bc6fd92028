using Microsoft.CodeAnalysis.Text;

namespace LoopsMapping.Generator.Schema;

/// <summary>Why a schema file cannot be read, and where in it.</summary>
/// <param name="Reason">What is wrong, as the end of a sentence that begins with the file's name.</param>
/// <param name="Place">Where; its beginning when that cannot be said.</param>
internal sealed record SchemaProblem(string Reason, TextSpan Place);
