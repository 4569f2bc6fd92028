using LoopsMapping.Generator.Rules;
using LoopsMapping.Generator.Tests.Harness;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LoopsMapping.Generator.Tests.Generation;

/// <summary>Annotations that say what is sent instead of, or besides, the members as they are.</summary>
public sealed class ShapingTests
{
    private const string Destination = "using LoopsMapping; namespace App; [LoopsDestination] public partial class AppLoops;";

    [Theory]
    [InlineData("decimal", "\"F2\"", "1.005m", "\"1.01\"")]
    [InlineData("decimal?", "\"F2\"", "null", null)]
    [InlineData("System.DateTime", "\"yyyy-MM\"", "new System.DateTime(2024, 2, 3)", "\"2024-02\"")]
    [InlineData("System.Guid", "\"N\"", "new System.Guid(\"0F8FAD5B-D9CB-469F-A165-70867728950E\")", "\"0f8fad5bd9cb469fa16570867728950e\"")]
    [InlineData("System.TimeSpan?", "\"hh\\\\:mm\"", "System.TimeSpan.FromMinutes(90)", "\"01:30\"")]
    [InlineData("System.TimeOnly", "\"HH:mm\"", "new System.TimeOnly(7, 5)", "\"07:05\"")]
    [InlineData("System.DayOfWeek", "\"D\"", "System.DayOfWeek.Monday", "\"1\"")]
    [InlineData("System.FormattableString?", "\"G\"", "null", null)]
    public void A_format_makes_text_in_the_invariant_culture(string type, string format, string value, string? json)
        => Assert.Equal(json is null ? """{"email":"a@b.co"}""" : $$"""{"email":"a@b.co","value":{{json}}}""", GeneratorRun.Send(
            $"IdentifyAsync(new User(\"a@b.co\", {value}))", Destination, $$"""
            using LoopsMapping;
            namespace App;
            [LoopsContact]
            public sealed record User(string Email, [LoopsProperty(Format = {{format}})] {{type}} Value);
            """));

    [Fact]
    public void A_format_that_does_not_fit_throws_and_names_the_member()
    {
        var exception = Assert.Throws<LoopsValidationException>(() => GeneratorRun.Send("IdentifyAsync(new User(\"a@b.co\", 1))", Destination, """
            using LoopsMapping;
            namespace App;
            [LoopsContact]
            public sealed record User(string Email, [LoopsProperty(Format = "Q")] int Score);
            """));

        Assert.Equal("Score", exception.Member);
    }

    [Theory]
    [InlineData("double", "double.NaN")]
    [InlineData("float?", "float.PositiveInfinity")]
    [InlineData("System.Half", "System.Half.NegativeInfinity")]
    public void A_number_that_is_none_has_no_format_either(string type, string value)
        => Assert.Equal("Score", Assert.Throws<LoopsValidationException>(() => GeneratorRun.Send($"IdentifyAsync(new User(\"a@b.co\", {value}))", Destination, $$"""
            using LoopsMapping;
            namespace App;
            [LoopsContact]
            public sealed record User(string Email, [LoopsProperty(Format = "R")] {{type}} Score);
            """)).Member);

    [Fact]
    public void A_converter_makes_what_is_sent()
        => Assert.Equal("""{"email":"x@b.co","userId":"7","tags":"a, b","since":"2024-01-02","days":3}""", GeneratorRun.Send(
            """IdentifyAsync(new User(new("x@b.co"), new Key(7), ["a", "b"], new(2024, 1, 2, 3, 4, 5), System.TimeSpan.FromDays(3), null))""", Destination, """
            using System;
            using System.Collections.Generic;
            using LoopsMapping;
            namespace App;
            public readonly record struct Key(int Value);
            public sealed record Mail(string Address);
            [LoopsContact]
            public sealed record User(
                [LoopsEmail, LoopsProperty(Convert = nameof(User.ToText))] Mail Address,
                [LoopsUserId, LoopsProperty(Convert = nameof(User.ToNumber))] Key Id,
                [LoopsProperty(Convert = nameof(User.Join))] List<string> Tags,
                [LoopsProperty(Convert = nameof(User.Day))] DateTime Since,
                [LoopsProperty("days", Convert = nameof(User.Days))] TimeSpan? Length,
                [LoopsProperty(Convert = nameof(User.Join))] List<string>? More)
            {
                internal static string ToText(Mail mail) => mail.Address;
                public static int ToNumber(Key key) => key.Value;
                public static string? Join(IEnumerable<string>? tags) => tags is null ? null : string.Join(", ", tags);
                public static DateOnly Day(DateTime time) => DateOnly.FromDateTime(time);
                public static double? Days(TimeSpan? span) => span?.TotalDays;
            }
            """));

    [Theory]
    [InlineData("[LoopsProperty(Convert = \"Missing\")] string Value", "'Missing' is no public or internal static method of User")]
    [InlineData("[LoopsProperty(Convert = nameof(User.Hidden))] string Value", "'Hidden' is no public or internal static method of User")]
    [InlineData("[LoopsProperty(Convert = nameof(User.OfInt))] string Value", "'OfInt' is no public or internal static method of User")]
    [InlineData("[LoopsProperty(Convert = nameof(User.ToObject))] string Value", "Loops stores strings, numbers, booleans and dates")]
    [InlineData("[LoopsProperty(Format = \"X\")] string Value", "a Format needs a type that is IFormattable")]
    public async Task A_format_or_converter_that_cannot_work_is_LOOPS005(string member, string message)
    {
        var run = GeneratorRun.Over(Destination, $$"""
            using LoopsMapping;
            namespace App;
            [LoopsContact]
            public sealed record User(string Email, {{member}})
            {
                private static string Hidden(string value) => value;
                public static string OfInt(int value) => "";
                public static object ToObject(string value) => value;
            }
            """);

        var finding = Assert.Single(await run.Compilation.WithAnalyzers([new MappingAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken));
        Assert.Equal("LOOPS005", finding.Id);
        Assert.Contains(message, finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void Constants_are_sent_unless_a_member_has_the_name()
        => Assert.Equal("""{"email":"a@b.co","source":"My \"app\"","userGroup":"own"}""", GeneratorRun.Send(
            """IdentifyAsync(new User("a@b.co", "own"))""", Destination, """
            using LoopsMapping;
            namespace App;
            [LoopsContact(Source = "My \"app\"", UserGroup = "group")]
            public sealed record User(string Email, string? UserGroup);
            """));

    [Fact]
    public void Only_well_known_and_annotated_members_are_sent_when_the_class_says_so()
        => Assert.Equal("""{"email":"a@b.co","firstName":"A","nick":"n","plan":"p"}""", GeneratorRun.Send(
            """IdentifyAsync(new User("a@b.co", "A", "secret", "n", "p"))""", Destination, """
            using LoopsMapping;
            namespace App;
            [LoopsContact(Members = LoopsMembers.Annotated)]
            public sealed record User(string Email, string FirstName, string PasswordHash, [LoopsProperty("nick")] string Alias, [LoopsProperty] string Plan);
            """));
}
