using LoopsMapping.Generator.Tests.Harness;

namespace LoopsMapping.Generator.Tests.Robustness;

/// <summary>Neither the order of files nor how a class is cut into parts changes what is generated for it.</summary>
public sealed class OrderTests
{
    private static readonly string[] Files =
    [
        "using LoopsMapping; namespace App; [LoopsDestination] public partial class AppLoops;",
        "using LoopsMapping; namespace App; [LoopsDestination] internal partial class Second;",
        "using LoopsMapping; namespace App; [LoopsContact] public sealed class User : Person { public Plan Plan { get; set; } }",
        "namespace App; public abstract class Person : Entity { public string? Email { get; set; } public string? FirstName { get; set; } }",
        "namespace App; public abstract class Entity { [LoopsMapping.LoopsUserId] public int Key { get; set; } }",
        "namespace App; public enum Plan { Free, Pro }",
        "using LoopsMapping; namespace App; [LoopsContact] public sealed record Lead(string Email);",
        "using LoopsMapping; namespace App; [LoopsContact, LoopsEvent(\"Trial\")] public sealed record tRial(string Email);",
        "using LoopsMapping; namespace App; [LoopsEvent(\"Trial Ended\")] public sealed record Trial(string Email);",
        "using LoopsMapping; namespace Other; [LoopsContact] public sealed record Lead(string Email);",
        "using LoopsMapping; [LoopsEvent(\"Left\")] public sealed record Left(string UserId, App.Plan Plan);",
        "using LoopsMapping; namespace A { [LoopsContact] public sealed record B_C(string Email); } namespace A_B { [LoopsContact] public sealed record C(string Email); } namespace A { public static class B { [LoopsContact] public sealed record C(string Email); } }",
    ];

    private static readonly string[] Parts =
    [
        "public partial class User : Person { }",
        "public partial class User { public string Email => \"a@b.co\"; }",
        "public partial class User { [LoopsUserId] public int Key => 7; }",
        "[LoopsContact] public partial class User { }",
        "public partial class User { public string Color => \"red\"; }",
        "[System.Serializable] public partial class User { [LoopsMailingList(\"l1\")] public bool? News => true; }",
        "public abstract partial class Person { public int Age => 30; }",
        "public abstract partial class Person { public virtual string City => \"Rome\"; }",
        "public partial class User { public override string City => \"Oslo\"; }",
        "public static partial class Outer { public partial record Inner { public string Name => \"n\"; } }",
        "static partial class Outer { [LoopsContact] partial record Inner(string Email); }",
    ];

    [Fact]
    public async Task Shuffled_files_give_the_same_files_and_findings()
    {
        var expected = await Result(Files);
        for (var seed = 0; seed < 12; seed++)
        {
            var actual = await Result(Shuffled(Files, seed));
            Assert.True(expected.Text == actual.Text, $"Seed {seed}:\n{actual.Text}");
            Assert.Equal(expected.Findings, actual.Findings);
        }
    }

    [Fact]
    public void Shuffled_parts_send_the_same_members()
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var project = new UserProject([Files[0], .. Shuffled(Parts, seed).Select(static part => "using LoopsMapping; namespace App; " + part)]).Generate();
            var map = project.Files["App.UserContactMap.g.cs"];

            Assert.All(["Email", "Key", "Color", "News", "Age", "City"], member => Assert.True(
                map.Split($"value.{member}").Length == 2, $"Seed {seed}: {member} is not sent once.\n{map}"));
            Assert.Equal(4, project.Files.Count);
        }
    }

    [Fact]
    public void Members_of_parts_come_in_the_order_of_the_files_and_inherited_ones_first()
        => Assert.Equal("""{"email":"a@b.co","userId":"7","age":30,"city":"Oslo","color":"red","mailingLists":{"l1":true}}""", GeneratorRun.Send(
            "IdentifyAsync(new User())", [Files[0], .. Parts.Select(static part => "using LoopsMapping; namespace App; " + part)]));

    [Fact]
    public void One_file_with_everything_gives_what_many_files_give()
    {
        var many = new UserProject([.. Parts.Select(static part => "using LoopsMapping; namespace App; " + part), Files[0]]).Generate();
        var one = new UserProject($"using LoopsMapping; namespace App; {string.Join('\n', Parts)} [LoopsDestination] public partial class AppLoops;").Generate();

        Assert.Equal(many.Text, one.Text);
    }

    private static async Task<(string Text, string[] Findings)> Result(string[] files)
    {
        var project = new UserProject(files).Generate();
        var findings = await GeneratedProject.Findings(project.Compilation);
        return (project.Text, [.. findings.Select(static finding => $"{finding.Id} {finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}").Order(StringComparer.Ordinal)]);
    }

    private static string[] Shuffled(string[] items, int seed)
    {
        var copy = (string[])items.Clone();
        new Random(seed).Shuffle(copy);
        return copy;
    }
}
