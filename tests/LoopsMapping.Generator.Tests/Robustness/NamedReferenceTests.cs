using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Tests.Robustness;

/// <summary>Annotated classes of a project that is referenced, as a binary and as a project of the same solution.</summary>
public sealed class NamedReferenceTests
{
    private const string Domain = """
        using System.Collections.Generic;
        using LoopsMapping;
        [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Friend")]
        namespace Domain
        {
            public enum Plan { Free, Pro }
            public abstract class Entity { [LoopsUserId] public int Id { get; set; } public string? Email { get; set; } public Plan Plan { get; set; } }
            [LoopsContact] public class User : Entity { [LoopsProperty(Convert = nameof(Join))] public List<string>? Tags { get; set; } public static string? Join(List<string>? tags) => tags is null ? null : string.Join(',', tags); }
            [LoopsEvent("Changed")] public sealed record Changed<T>(string UserId, string Email, T Value);
            [LoopsContact] internal sealed record Lead(string UserId, string Email);
            [LoopsTransactional("t1")] public sealed record Invoice(string Email, IReadOnlyList<Line> Lines);
            public sealed record Line(string Name, int Count);
        }
        """;

    public static TheoryData<bool> AsBinaryOrProject => [true, false];

    [Theory]
    [MemberData(nameof(AsBinaryOrProject))]
    public async Task They_are_sent_when_a_destination_names_them(bool binary)
    {
        var project = new UserProject("""
            using LoopsMapping;
            namespace App;
            [LoopsContact] public sealed record Own(string UserId, string Email);
            [LoopsDestination(typeof(Domain.User), typeof(Domain.Changed<Domain.Plan>), typeof(Domain.Invoice), typeof(Own))] public partial class AppLoops;
            public static class Caller
            {
                public static object Call(AppLoops loops) => (loops.IdentifyAsync(new Domain.User()), loops.TrackAsync(new Domain.Changed<Domain.Plan>("u1", "a@b.co", Domain.Plan.Pro)), loops.SendAsync(new Domain.Invoice("a@b.co", [])));
            }
            """) { References = References.All.Add(Lib(binary)), CallsWhatIsGenerated = true }.Generate();

        Assert.Equal(["App.AppLoops.g.cs", "App.AppLoopsManifest.g.cs", "App.OwnContactMap.g.cs", "Domain.Changed_PlanEventMap.g.cs", "Domain.InvoiceTransactionalMap.g.cs", "Domain.UserContactMap.g.cs"], project.Files.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(await project.AnalyzeAsync());
    }

    [Theory]
    [MemberData(nameof(AsBinaryOrProject))]
    public void Internal_ones_are_sent_by_a_friend(bool binary) => Assert.Contains("Domain.LeadContactMap.g.cs", new UserProject("""
        [LoopsMapping.LoopsDestination(typeof(Domain.Lead))] public partial class FriendLoops;
        """) { Name = "Friend", References = References.All.Add(Lib(binary)) }.Generate().Files.Keys);

    [Theory]
    [MemberData(nameof(AsBinaryOrProject))]
    public async Task Their_mistakes_are_said_where_they_are_named(bool binary)
    {
        var lib = ReferenceTests.Lib("""
            using LoopsMapping;
            namespace Lib
            {
                [LoopsEvent("Seen")] public class Seen { public string? UserId { get; set; } public object? Page { get; set; } public object? Site { get; set; } }
                [LoopsContact] public class Card { public string? Number { get; set; } [LoopsProperty(Convert = nameof(Hidden))] public object? Kind { get; set; } internal static string? Hidden(object? kind) => null; }
                [LoopsTransactional] public class Mail { public string? Email { get; set; } public Item[]? Items { get; set; } }
                public class Item { public bool IsOpen { get; set; } public string? Name { get; set; } }
            }
            """, binary);
        var project = new UserProject("""
            [LoopsMapping.LoopsDestination(typeof(Lib.Seen), typeof(Lib.Card),
                typeof(Lib.Mail))]
            public partial class AppLoops
            {
                public object Call() => (TrackAsync(new Lib.Seen()), IdentifyAsync(new Lib.Card()), SendAsync(new Lib.Mail()));
            }
            """) { References = References.All.Add(lib), CallsWhatIsGenerated = true }.Generate();

        Assert.Equal(
            ["(1,32) LOOPS005 'Page'", "(1,32) LOOPS005 'Site'", "(1,50) LOOPS001 Contact 'Card'", "(1,50) LOOPS005 'Kind'", "(2,5) LOOPS015 'IsOpen'", "(2,5) LOOPS015 'Mail'", "(3,22) LOOPS022 Event 'Seen'"],
            (await GeneratedProject.Findings(project.Compilation))
                .Select(static finding => (finding.Location.GetLineSpan().StartLinePosition, finding.Id, Text: finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture)))
                .Select(static finding => $"({finding.StartLinePosition.Line + 1},{finding.StartLinePosition.Character + 1}) {finding.Id} {finding.Text[..(finding.Text.IndexOf('\'', finding.Text.IndexOf('\'') + 1) + 1)]}")
                .Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(AsBinaryOrProject))]
    public void A_foreign_base_class_lends_what_a_class_that_stands_for_it_names(bool binary) => Assert.Contains("value.Plan", new UserProject("""
        using LoopsMapping;
        public sealed class Member : Domain.Entity { public string? Note { get; set; } }
        [LoopsContact(For = typeof(Member))] internal sealed record MemberMap([LoopsUserId] int Id, string Email, Domain.Plan Plan);
        [LoopsDestination] public partial class AppLoops;
        """) { References = References.All.Add(Lib(binary)) }.Generate().Text, StringComparison.Ordinal);

    private static MetadataReference Lib(bool binary) => ReferenceTests.Lib(Domain, binary, "Domain");
}
