using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoopsMapping.Generator.Reading;

/// <summary>
/// The type of a property that a keyword names: <c>string</c>, <c>int?</c>. A keyword means the same everywhere, so that nothing has to be
/// bound for it, which for most members is most of what reading them costs.
/// </summary>
/// <param name="Type">The type, or what is in the <c>Nullable&lt;T&gt;</c>.</param>
/// <param name="IsNullable">Whether a question mark follows.</param>
/// <param name="Keyword">The keyword.</param>
internal readonly record struct KeywordType(SpecialType Type, bool IsNullable, string Keyword)
{
    /// <summary>The type of a property in C# source; <see langword="null"/> when it has to be bound.</summary>
    public static KeywordType? Of(IPropertySymbol property)
    {
        if (property.DeclaringSyntaxReferences is not [var declaration, ..])
            return null;
        var type = declaration.GetSyntax() switch
        {
            PropertyDeclarationSyntax declared => declared.Type,
            ParameterSyntax parameter => parameter.Type,
            _ => null,
        };
        var nullable = type as NullableTypeSyntax;
        return (nullable?.ElementType ?? type) is PredefinedTypeSyntax keyword && Named(keyword) is { } special ? new(special, nullable is not null, keyword.Keyword.ValueText) : null;
    }

    private static SpecialType? Named(PredefinedTypeSyntax type) => type.Keyword.Kind() switch
    {
        SyntaxKind.StringKeyword => SpecialType.System_String,
        SyntaxKind.CharKeyword => SpecialType.System_Char,
        SyntaxKind.BoolKeyword => SpecialType.System_Boolean,
        SyntaxKind.SByteKeyword => SpecialType.System_SByte,
        SyntaxKind.ByteKeyword => SpecialType.System_Byte,
        SyntaxKind.ShortKeyword => SpecialType.System_Int16,
        SyntaxKind.UShortKeyword => SpecialType.System_UInt16,
        SyntaxKind.IntKeyword => SpecialType.System_Int32,
        SyntaxKind.UIntKeyword => SpecialType.System_UInt32,
        SyntaxKind.LongKeyword => SpecialType.System_Int64,
        SyntaxKind.ULongKeyword => SpecialType.System_UInt64,
        SyntaxKind.FloatKeyword => SpecialType.System_Single,
        SyntaxKind.DoubleKeyword => SpecialType.System_Double,
        SyntaxKind.DecimalKeyword => SpecialType.System_Decimal,
        _ => null,
    };
}
