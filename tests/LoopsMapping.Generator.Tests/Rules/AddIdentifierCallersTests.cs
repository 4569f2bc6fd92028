using LoopsMapping.CodeFixes;

namespace LoopsMapping.Generator.Tests.Rules;

/// <summary>The fix that adds an identifier never breaks code that uses the record.</summary>
public sealed class AddIdentifierCallersTests
{
    private const string AsParameter = "public sealed record Seen(string Page, int Seconds, string? Email = null);";

    private const string AsProperty = """
        public sealed record Seen(string Page, int Seconds)
        {
            public string? Email { get; init; }
        }
        """;

    [Theory]
    [InlineData("public static Seen Make() => new Seen(\"home\", 1);")]
    [InlineData("public static Seen Make() => new(\"home\", Seconds: 1) { Page = \"start\" };")]
    [InlineData("public static bool IsHome(object o) => o is Seen { Page: \"home\", Seconds: > 0 };")]
    [InlineData("public static System.Func<int, Seen> Make => n => new Seen(\"home\", n);")]
    [InlineData("public static (string, int) Pair(Seen seen) { var (a, b) = (seen.Page, seen.Seconds); return (a, b); }")]
    public Task Calls_that_do_not_care_leave_it_a_parameter(string caller) => FixesAsync(caller, AsParameter);

    [Theory]
    [InlineData("public static string Page(Seen seen) { var (page, _) = seen; return page; }")]
    [InlineData("public static string Page(Seen seen) { string page; (page, _) = seen; return page; }")]
    [InlineData("public static int Sum(Seen[] all) { var sum = 0; foreach (var (_, seconds) in all) sum += seconds; return sum; }")]
    [InlineData("public static int Sum(Seen seen) { seen.Deconstruct(out _, out var seconds); return seconds; }")]
    public Task A_record_that_is_deconstructed_gets_a_property(string caller) => FixesAsync(caller, AsProperty);

    [Theory]
    [InlineData("public static bool IsHome(object o) => o is Seen(\"home\", _);")]
    [InlineData("public static bool IsHome(object o) => o is App.Seen(\"home\", _) { Seconds: 1 };")]
    [InlineData("public static int Seconds(object o) => o switch { Seen(_, var seconds) => seconds, _ => 0 };")]
    [InlineData("public static bool IsHome(Seen seen) => seen is (\"home\", _);")]
    [InlineData("public static bool IsHome(Visit visit) => visit is { Seen: (\"home\", _) };")]
    public Task A_record_in_a_positional_pattern_gets_a_property(string caller) => FixesAsync(caller, AsProperty);

    [Theory]
    [InlineData("public static Expression<Func<int, Seen>> Make => n => new Seen(\"home\", n);")]
    [InlineData("public static Expression<Func<int, Seen>> Make => n => new(\"home\", n);")]
    [InlineData("public static IQueryable<Seen> Make(IQueryable<int> all) => all.Select(n => new Seen(\"home\", n));")]
    [InlineData("public static IQueryable<Seen> Make(IQueryable<int> all) => from n in all where n > 0 select new Seen(\"home\", n);")]
    public Task A_record_that_an_expression_tree_creates_gets_a_property(string caller) => FixesAsync(caller, AsProperty);

    [Fact]
    public Task A_record_with_params_gets_a_property() => Rule.FixesAsync<AddIdentifierFix>("Add 'string? Email'",
        """
        using LoopsMapping;
        [LoopsEvent("Seen")]
        public sealed record {|LOOPS003:Seen|}(string Page, [LoopsIgnore] params string[] Tags);
        public static class Caller
        {
            public static Seen Make() => new("home", "tag", "tag");
        }
        """,
        """
        using LoopsMapping;
        [LoopsEvent("Seen")]
        public sealed record Seen(string Page, [LoopsIgnore] params string[] Tags)
        {
            public string? Email { get; init; }
        }
        public static class Caller
        {
            public static Seen Make() => new("home", "tag", "tag");
        }
        """);

    [Fact]
    public Task A_record_with_a_second_constructor_gets_a_property() => Rule.FixesAsync<AddIdentifierFix>("Add 'string? Email'",
        """
        using LoopsMapping;
        [LoopsEvent("Seen")]
        public sealed record {|LOOPS003:Seen|}(string Page)
        {
            public Seen(string host, string path)
                : this(host + path)
            {
            }
        }
        """,
        """
        using LoopsMapping;
        [LoopsEvent("Seen")]
        public sealed record Seen(string Page)
        {
            public Seen(string host, string path)
                : this(host + path)
            {
            }

            public string? Email { get; init; }
        }
        """);

    [Fact]
    public Task A_record_that_satisfies_new_still_does() => Rule.FixesAsync<AddIdentifierFix>("Add 'string? Email'",
        """
        using LoopsMapping;
        public record Base
        {
            public string? Page { get; init; }
        }
        [LoopsEvent("Seen")]
        public sealed record {|LOOPS003:Seen|}() : Base;
        public static class Caller
        {
            public static T Make<T>() where T : new() => new();
            public static Seen Make() => Make<Seen>();
        }
        """,
        """
        using LoopsMapping;
        public record Base
        {
            public string? Page { get; init; }
        }
        [LoopsEvent("Seen")]
        public sealed record Seen() : Base
        {
            public string? Email { get; init; }
        }
        public static class Caller
        {
            public static T Make<T>() where T : new() => new();
            public static Seen Make() => Make<Seen>();
        }
        """);

    private static Task FixesAsync(string caller, string @fixed) => Rule.FixesAsync<AddIdentifierFix>("Add 'string? Email'",
        Source("public sealed record {|LOOPS003:Seen|}(string Page, int Seconds);", caller), Source(@fixed, caller));

    private static string Source(string record, string caller) => $$"""
        using System;
        using System.Linq;
        using System.Linq.Expressions;
        using LoopsMapping;
        namespace App;
        [LoopsEvent("Seen")]
        {{record}}
        public sealed record Visit(Seen Seen);
        public static class Caller
        {
            {{caller}}
        }
        """;
}
