using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LoopsMapping.Generator.Tests.Robustness;

/// <summary>Compiler settings that projects are built with.</summary>
internal static class UserSettings
{
    public static CSharpCompilationOptions Strict { get; } = new UserProject().Options;

    public static CSharpCompilationOptions Unsafe { get; } = Strict.WithAllowUnsafe(true);

    public static CSharpCompilationOptions Lenient { get; } = Strict.WithGeneralDiagnosticOption(ReportDiagnostic.Default);

    public static CSharpCompilationOptions Oblivious { get; } = Strict.WithNullableContextOptions(NullableContextOptions.Disable);
}
