using LoopsMapping.Generator.Tests.Harness;

namespace LoopsMapping.Generator.Tests.Robustness;

/// <summary>What the syntax of a class shows is not asked of the compiler; it never makes another mapping than the compiler's answer would.</summary>
public sealed class PlainClassTests
{
    [Theory]
    [InlineData("class User", "public string B => \"\"; public void Act() { } public string? A { get; set; } private string P => \"\"; public string Email => \"\";")]
    [InlineData("class User", "public string @class => \"\"; public string \\u0041b => \"\"; public string this[int i] => \"\"; public static string S => \"\";")]
    [InlineData("class User : System.IFormattable", "string System.IFormattable.ToString(string? format, System.IFormatProvider? provider) => \"\"; public string Email => \"\";")]
    [InlineData("class User : IHasEmail", "string IHasEmail.Email => \"\"; public string Email { [System.Obsolete(DiagnosticId = \"X1\")] get; set; } = \"\";")]
    [InlineData("struct User", "public string Email { get; set; } public int? A { readonly get; set; }")]
    [InlineData("record User(string B, string A, string Email)", "public string? C => null; public string A { get; } = A; public string D => \"\";")]
    [InlineData("record struct User([property: LoopsProperty(\"c\")] string B, [LoopsIgnore] string A, string Email)", "public string? C2 => null;")]
    [InlineData("class User(string email)", "public string Email => email;")]
    [InlineData("class User", "public string A => \"\"; public void A() { } public string Email => \"\";")]
    [InlineData("class User", "public string A => \"\"; public int A => 1; public string Email => \"\";")]
    [InlineData("record User(string A, string Email)", "public string A = A;")]
    public void A_class_in_one_piece_is_sent_as_one_in_parts(string declaration, string members)
        => Assert.Equal(Map($"public partial {declaration} {{ {members} }}"), Map($"public {declaration} {{ {members} }}"));

    [Theory]
    [InlineData("string", "System.String")]
    [InlineData("string?", "System.String?")]
    [InlineData("char", "System.Char")]
    [InlineData("bool", "System.Boolean")]
    [InlineData("bool?", "System.Boolean?")]
    [InlineData("sbyte", "System.SByte")]
    [InlineData("byte", "System.Byte")]
    [InlineData("short", "System.Int16")]
    [InlineData("ushort", "System.UInt16")]
    [InlineData("int", "System.Int32")]
    [InlineData("int?", "System.Nullable<System.Int32>")]
    [InlineData("uint", "System.UInt32")]
    [InlineData("long", "System.Int64")]
    [InlineData("ulong", "System.UInt64")]
    [InlineData("float", "System.Single")]
    [InlineData("double?", "System.Double?")]
    [InlineData("decimal", "System.Decimal")]
    public async Task A_keyword_is_sent_as_the_type_that_it_names(string keyword, string name)
    {
        var (byKeyword, byName) = (Of(keyword), Of(name));
        Assert.Equal(Map(byName), Map(byKeyword));
        Assert.Equal(await Rules(byName), await Rules(byKeyword));

        static string Of(string type) => $$"""public class User { public string Email => ""; public {{type}} A { get; set; } [LoopsMailingList("l1")] public {{type}} B { get; set; } }""";
    }

    private static string Map(string user) => Run(user).Sources["App.UserContactMap.g.cs"];

    private static async Task<IEnumerable<string>> Rules(string user)
        => (await GeneratedProject.Findings(Run(user).Compilation)).Select(static finding => finding.Id);

    private static GeneratorRun Run(string user) => GeneratorRun.OverBroken("using LoopsMapping; namespace App; [LoopsDestination] public partial class AppLoops; public interface IHasEmail { string Email { get; } }",
        $"using LoopsMapping; namespace App; [LoopsContact] {user}");
}
