using LoopsMapping.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LoopsMapping.Generator.Tests.Robustness;

/// <summary>Generated code takes nothing from the settings of the project it lands in.</summary>
public sealed class SettingsTests
{
    private const string Source = """
        namespace App
        {
            public enum Plan { Free, Pro = -1 }
            public class Person
            {
                public string Email { get; set; }
                public System.Uri Site { get; set; }
                public System.DateTime CreatedAt { get; set; }
            }
            [LoopsMapping.LoopsContact(Nulls = LoopsMapping.LoopsNulls.Clear, Source = "app")]
            public class User : Person
            {
                [LoopsMapping.LoopsUserId] public System.Guid Key { get; set; }
                public Plan Plan { get; set; }
                public Plan? Next { get; set; }
                public int? Age { get; set; }
                public decimal Money { get; set; }
                [LoopsMapping.LoopsProperty("text", Format = "F2")] public double Ratio { get; set; }
                [LoopsMapping.LoopsProperty(Convert = "Join")] public string[] Tags { get; set; }
                [LoopsMapping.LoopsMailingList("l1")] public bool? News { get; set; }
                public System.Collections.Generic.Dictionary<string, bool> MailingLists { get; set; }
                public static string Join(string[] tags) { return string.Join(",", tags); }
            }
            [LoopsMapping.LoopsEvent("Seen")]
            public struct Seen
            {
                public string UserId { get; set; }
                [LoopsMapping.LoopsIdempotencyKey] public long Number { get; set; }
                public Plan Plan { get; set; }
                [LoopsMapping.LoopsContactProperty] public string Color { get; set; }
            }
            [LoopsMapping.LoopsDestination] public partial class AppLoops { }
        }
        """;

    [Theory]
    [InlineData(LanguageVersion.CSharp12, NullableContextOptions.Disable)]
    [InlineData(LanguageVersion.CSharp12, NullableContextOptions.Enable)]
    [InlineData(LanguageVersion.CSharp12, NullableContextOptions.Warnings)]
    [InlineData(LanguageVersion.CSharp12, NullableContextOptions.Annotations)]
    [InlineData(LanguageVersion.CSharp13, NullableContextOptions.Enable)]
    [InlineData(LanguageVersion.CSharp14, NullableContextOptions.Enable)]
    [InlineData(LanguageVersion.Latest, NullableContextOptions.Disable)]
    [InlineData(LanguageVersion.Preview, NullableContextOptions.Disable)]
    [InlineData(LanguageVersion.Preview, NullableContextOptions.Enable)]
    public void Every_language_version_and_nullable_context_compiles_without_a_warning(LanguageVersion language, NullableContextOptions nullable)
        => new UserProject("#nullable disable\n" + Source) { Language = language, Options = UserSettings.Strict.WithNullableContextOptions(nullable) }.Generate();

    [Theory]
    [InlineData(true, true, OptimizationLevel.Debug)]
    [InlineData(true, false, OptimizationLevel.Release)]
    [InlineData(false, true, OptimizationLevel.Release)]
    public void Checked_unsafe_and_optimized_projects_compile_without_a_warning(bool checkOverflow, bool allowUnsafe, OptimizationLevel level)
        => new UserProject(Source)
        {
            Options = UserSettings.Oblivious.WithOverflowChecks(checkOverflow).WithAllowUnsafe(allowUnsafe).WithOptimizationLevel(level),
        }.Generate();

    [Theory]
    [InlineData(DocumentationMode.None)]
    [InlineData(DocumentationMode.Parse)]
    [InlineData(DocumentationMode.Diagnose)]
    public void Documentation_may_be_on_or_off(DocumentationMode mode)
        => new UserProject(Source) { Options = UserSettings.Oblivious, Documentation = mode }.Generate();

    [Fact]
    public void Programs_compile_too()
        => new UserProject("return 0;", Source) { Options = UserSettings.Oblivious.WithOutputKind(OutputKind.ConsoleApplication) }.Generate();

    [Fact]
    public void Global_usings_that_make_names_ambiguous_do_no_harm()
        => new UserProject(Source, """
            global using Other;
            global using static Other.Text;
            global using Task = Other.Loops;
            global using LoopsClient = Other.Loops;
            namespace Other
            {
                public class Loops { }
                public class CancellationToken { }
                public class LoopsReceipt { }
                public class ILoopsDelivery { }
                public static class Text { public static void IdentifierText(string text) { } public static void DeliverAsync() { } public static void CreateDelivery() { } }
            }
            """) { Options = UserSettings.Oblivious }.Generate();

    [Fact]
    public void A_project_in_the_old_style_is_sent_as_any_other()
        => Assert.Equal("""{"eventName":"Seen","userId":"u1","color":"red","eventProperties":{"plan":"Pro"}}""", GeneratorRun.Send(
            """TrackAsync(new Seen { UserId = "u1", Number = 7, Plan = Plan.Pro, Color = "red" })""", "#nullable disable\n" + Source));
}
