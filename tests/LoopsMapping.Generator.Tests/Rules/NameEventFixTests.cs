using LoopsMapping.CodeFixes;

namespace LoopsMapping.Generator.Tests.Rules;

/// <summary>The fix of LOOPS002.</summary>
public sealed class NameEventFixTests
{
    [Theory]
    [InlineData("LoopsEvent", "LoopsEvent(\"User Registered\")")]
    [InlineData("LoopsEvent()", "LoopsEvent(\"User Registered\")")]
    [InlineData("LoopsEvent(null)", "LoopsEvent(\"User Registered\")")]
    [InlineData("LoopsEvent(\"\")", "LoopsEvent(\"User Registered\")")]
    [InlineData("LoopsEvent(\" \\t\")", "LoopsEvent(\"User Registered\")")]
    [InlineData("LoopsEvent(name: \"\")", "LoopsEvent(name: \"User Registered\")")]
    [InlineData("LoopsEvent(Names.None)", "LoopsEvent(\"User Registered\")")]
    [InlineData("LoopsMapping.LoopsEventAttribute", "LoopsMapping.LoopsEventAttribute(\"User Registered\")")]
    public Task The_name_comes_from_the_class(string blank, string named) => Rule.FixesAsync<NameEventFix>("Name it \"User Registered\"",
        Source($"{{|LOOPS002:{blank}|}}", "UserRegistered"), Source(named, "UserRegistered"));

    [Theory]
    [InlineData("Left", "Left")]
    [InlineData("APIKeyCreated", "API Key Created")]
    [InlineData("plan_changed", "plan changed")]
    [InlineData("@class", "class")]
    [InlineData("__", "__")]
    [InlineData("Größe2Geändert", "Größe2 Geändert")]
    public Task Words_begin_where_capitals_do(string className, string name) => Rule.FixesAsync<NameEventFix>($"Name it \"{name}\"",
        Source("{|LOOPS002:LoopsEvent|}", className), Source($"LoopsEvent(\"{name}\")", className));

    [Fact]
    public Task Several_events_are_named_at_once_each_after_its_class() => Rule.FixesAsync<NameEventFix>(0, null,
        """
        using System;
        using LoopsMapping;
        [Obsolete, {|LOOPS002:LoopsEvent|}]
        public sealed record PlanChanged(string Email)
        {
            [{|LOOPS002:LoopsEvent|}]
            public sealed class Undone
            {
                public string? Email { get; init; }
            }
        }
        [{|LOOPS002:LoopsEvent("")|}]
        public struct SignedOut
        {
            public string Email { get; set; }
        }
        """,
        """
        using System;
        using LoopsMapping;
        [Obsolete, LoopsEvent("Plan Changed")]
        public sealed record PlanChanged(string Email)
        {
            [LoopsEvent("Undone")]
            public sealed class Undone
            {
                public string? Email { get; init; }
            }
        }
        [LoopsEvent("Signed Out")]
        public struct SignedOut
        {
            public string Email { get; set; }
        }
        """);

    private static string Source(string annotation, string className) => $$"""
        using LoopsMapping;
        [{{annotation}}]
        public sealed record {{className}}(string Email);
        [LoopsDestination]
        public partial class AppLoops;
        internal static class Names
        {
            public const string None = "";
        }
        """;
}
