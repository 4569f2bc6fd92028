using LoopsMapping.Generator.Rules;
using LoopsMapping.Generator.Tests.Robustness;
using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Tests.Rules;

/// <summary>One mistake is one message: whatever is wrong in a class, the rest is generated, and no compiler error follows.</summary>
public sealed class WakeTests
{
    private const string Others = """
        [LoopsMapping.LoopsEvent("Other")] public sealed record OtherEvent(string UserId, string Email);
        [LoopsMapping.LoopsTransactional("other")] public sealed record OtherEmail(string Email);
        [LoopsMapping.LoopsDestination(MaxMappings = 1000)] public partial class OtherLoops;
        internal static class OtherCalls
        {
            public static object All(OtherLoops loops, OtherEvent happening, OtherEmail email)
                => (loops.TrackAsync(happening), loops.SendAsync(email));
        }
        """;

    /// <summary>Those that make a class, or the client itself, impossible.</summary>
    private static readonly string[] Impossible = ["LOOPS013", "LOOPS019"];

    public static TheoryData<string> Ids => [.. Descriptors.OfMappings.Select(static rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_wrong_code_of_a_rule_s_page_stops_nothing_else(string id)
    {
        var wrong = new RulePage(id).Code("Wrong");
        var types = AnnotatedTypes(wrong);
        var calls = Impossible.Contains(id) ? [] : types.Select(static (type, i) => $"public static object Call{i}(OtherLoops loops, {type.Name} value) => loops.{type.Method}(value, new LoopsMapping.LoopsSendOptions());");

        var project = new UserProject(wrong, Others, $"internal static class WrongCalls {{ {string.Join('\n', calls)} }}") { CallsWhatIsGenerated = true, Options = UserSettings.Lenient, References = References.WithSegment }.Generate();

        Assert.Equal(Impossible.Contains(id) ? 0 : types.Count, project.Compilation.GetTypeByMetadataName("WrongCalls")!.GetMembers().Count(static member => member.Name.StartsWith("Call", StringComparison.Ordinal)));
        Assert.Contains(id, (await GeneratedProject.Findings(project.Compilation, new RulePage(id).Schema("Wrong"))).Select(static finding => finding.Id));
    }

    [Fact]
    public async Task A_class_with_every_mistake_at_once_still_has_its_overload_and_sends_what_is_right()
    {
        var project = new UserProject("""
            using System.Collections.Generic;
            using LoopsMapping;
            [LoopsContact]
            public class User
            {
                public string? Email { get; set; }
                public int Id { get; set; }
                public int[]? Scores { get; set; }
                public string? Color { get; set; }
                [LoopsProperty("color")] public string? Colour { get; set; }
                [LoopsMailingList("a")] public int News { get; set; }
                [LoopsUserId, LoopsProperty("key")] public int Key { get; set; }
                [LoopsProperty(Convert = "Missing")] public string? Converted { get; set; }
                public string? PasswordHash { get; set; }
                public bool Subscribed { get; set; }
                public long Big { get; set; }
                public string? Plan { get; set; }
            }
            [LoopsEvent("A: ")]
            public class Seen
            {
                public object? Page { get; set; }
                [LoopsContactProperty("email")] public string? Mail { get; set; }
                public string? Plan { get; set; }
            }
            [LoopsTransactional]
            public class Hello
            {
                public bool IsNew { get; set; }
                public string? Name { get; set; }
            }
            [LoopsDestination]
            public partial class AppLoops
            {
                public object All() => (IdentifyAsync(new User()), TrackAsync(new Seen()), SendAsync(new Hello()));
            }
            """) { CallsWhatIsGenerated = true, Options = UserSettings.Lenient }.Generate();

        Assert.Equal(
            ["LOOPS004", "LOOPS005", "LOOPS005", "LOOPS005", "LOOPS006", "LOOPS006", "LOOPS010", "LOOPS011", "LOOPS012", "LOOPS014", "LOOPS015", "LOOPS015", "LOOPS015", "LOOPS020", "LOOPS021"],
            (await GeneratedProject.Findings(project.Compilation)).Select(static finding => finding.Id).Order(StringComparer.Ordinal));
        Assert.Equal(3, project.Files.Values.Sum(static text => text.Split("value.Plan,").Length - 1) + project.Files.Values.Count(static text => text.Contains("value.Name)", StringComparison.Ordinal)));
    }

    private static List<(string Name, string Method)> AnnotatedTypes(string source)
    {
        var compilation = new UserProject(source).Compile();
        var types = new List<(string, string)>();
        foreach (var type in compilation.Assembly.GlobalNamespace.GetTypeMembers())
        {
            foreach (var attribute in type.GetAttributes())
            {
                if (Reading.Annotations.KindOf(attribute) is { } kind)
                    types.Add((type.ToDisplayString(), kind switch { Model.MappingKind.Contact => "IdentifyAsync", Model.MappingKind.Event => "TrackAsync", _ => "SendAsync" }));
            }
        }
        return types;
    }
}
