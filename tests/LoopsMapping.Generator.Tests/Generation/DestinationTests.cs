using LoopsMapping.Generator.Tests.Harness;

namespace LoopsMapping.Generator.Tests.Generation;

/// <summary>Which mappings a destination has: all of its project, or the classes that it names.</summary>
public sealed class DestinationTests
{
    [Fact]
    public void A_destination_that_names_its_classes_has_those_alone()
    {
        var run = GeneratorRun.Over("""
            using LoopsMapping;
            namespace App;
            [LoopsContact] public sealed record User(string Email);
            [LoopsEvent("Seen")] public sealed record Seen(string Email);
            [LoopsEvent("Left")] public sealed record Left(string Email);
            [LoopsDestination(typeof(User), typeof(Seen), typeof(Seen))] public partial class AppLoops;
            """);

        Assert.Equal(["App.AppLoops.g.cs", "App.AppLoopsManifest.g.cs", "App.SeenEventMap.g.cs", "App.UserContactMap.g.cs"], run.Sources.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["IdentifyAsync(User)", "TrackAsync(Seen)"], Overloads(run, "AppLoops"));
    }

    [Fact]
    public void Destinations_that_take_everything_and_some_that_do_not_share_their_maps()
    {
        var run = GeneratorRun.Over("""
            using LoopsMapping;
            namespace App;
            [LoopsContact] public sealed record User(string Email);
            [LoopsEvent("Seen")] public sealed record Seen(string Email);
            [LoopsDestination(Name = "Main team")] public partial class AppLoops;
            [LoopsDestination(typeof(Seen))] public partial class SecondLoops;
            """);

        Assert.Equal(["App.AppLoops.g.cs", "App.AppLoopsManifest.g.cs", "App.SecondLoops.g.cs", "App.SecondLoopsManifest.g.cs", "App.SeenEventMap.g.cs", "App.UserContactMap.g.cs"], run.Sources.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["TrackAsync(Seen)"], Overloads(run, "SecondLoops"));
        Assert.Contains(".Name => \"Main team\";", run.Sources["App.AppLoops.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TrackAsync(new Changed<string>(\"a@b.co\", \"Pro\"))", """{"eventName":"Changed","email":"a@b.co","eventProperties":{"value":"Pro"}}""")]
    [InlineData("TrackAsync(new Changed<int?>(\"a@b.co\", 3))", """{"eventName":"Changed","email":"a@b.co","eventProperties":{"value":3}}""")]
    [InlineData("TrackAsync(new Outer<System.DayOfWeek>.Left(\"a@b.co\", System.DayOfWeek.Monday))", """{"eventName":"Left","email":"a@b.co","eventProperties":{"value":"Monday"}}""")]
    [InlineData("IdentifyAsync(new Pair<string, System.Collections.Generic.List<int>>(\"a@b.co\", \"x\"))", """{"email":"a@b.co","first":"x"}""")]
    public void Closed_forms_of_generic_classes_are_sent(string call, string json)
        => Assert.Equal(json, GeneratorRun.Send(call, """
            using System;
            using System.Collections.Generic;
            using LoopsMapping;
            namespace App;
            [LoopsEvent("Changed")] public sealed record Changed<T>(string Email, T Value);
            public static class Outer<T> { [LoopsEvent("Left")] public sealed record Left(string Email, T Value); }
            [LoopsContact] public sealed record Pair<TFirst, TSecond>(string Email, TFirst First) { [LoopsIgnore] public TSecond? Second { get; init; } }
            [LoopsDestination(typeof(Changed<string>), typeof(Changed<int?>), typeof(Outer<DayOfWeek>.Left), typeof(Pair<string, List<int>>))]
            public partial class AppLoops;
            """));

    [Fact]
    public void Closed_forms_whose_arguments_are_called_the_same_get_maps_of_their_own()
        => Assert.Equal(5, GeneratorRun.Over("""
            using LoopsMapping;
            namespace A { public enum Plan { Free } }
            namespace B { internal enum Plan { Pro } }
            namespace App
            {
                [LoopsEvent("Changed")] public sealed record Changed<T>(string Email, T Value);
                [LoopsDestination(typeof(Changed<A.Plan>), typeof(Changed<B.Plan>), typeof(Changed<(int A, string B)[]>))] public partial class AppLoops;
            }
            """).Sources.Count);

    [Theory]
    [InlineData("typeof(User), {|LOOPS013:typeof(string)|}")]
    [InlineData("typeof(User), {|LOOPS013:typeof(int[])|}")]
    [InlineData("{|LOOPS013:typeof(Changed<>)|}, typeof(User), typeof(Changed<string>)")]
    [InlineData("new[] { typeof(User), {|LOOPS013:typeof(Plain)|} }")]
    [InlineData("typeof(User), {|CS0246:typeof(Missing)|}", "Missing")]
    public Task A_class_that_cannot_be_named_is_said_where_it_is_named_and_the_others_are_there(string named, string missing = "") => Rules.Rule.ReportsAsync($$"""
        using LoopsMapping;
        public sealed record Plain(string Email);
        [LoopsContact] public sealed record User(string Email);
        [LoopsEvent("Changed")] public sealed record {{(named.Contains("Changed<string>", StringComparison.Ordinal) ? "Changed" : "{|LOOPS019:Changed|}")}}<T>(string Email, T Value);
        [LoopsDestination({{(missing.Length == 0 ? named : named.Replace("{|CS0246:typeof(Missing)|}", "typeof({|CS0246:Missing|})", StringComparison.Ordinal))}})]
        public partial class AppLoops
        {
            public System.Threading.Tasks.Task Send() => IdentifyAsync(new User("a@b.co"));
        }
        """);

    [Fact]
    public Task A_generic_class_that_a_destination_closes_has_its_mistakes_where_they_are() => Rules.Rule.ReportsAsync("""
        using LoopsMapping;
        [LoopsEvent("Changed")] public sealed record {|LOOPS003:Changed|}<T>(T {|LOOPS005:Value|}, int[] {|LOOPS005:Scores|});
        [LoopsDestination(typeof(Changed<object>))]
        public partial class AppLoops;
        """);

    [Fact]
    public void A_value_of_a_class_below_is_sent_as_that_class_says()
    {
        const string Source = """
            using LoopsMapping;
            namespace App;
            [LoopsContact] public record User(string Email, string Name);
            public record Paying(string Email, string Name, string Card) : User(Email, Name);
            [LoopsContact] public record Gold(string Email, string Name, string Card, int Level) : Paying(Email, Name, Card);
            [LoopsContact] public sealed record Platinum(string Email, string Name, string Card, int Level) : Gold(Email, Name, Card, Level) { public string Club => "p"; }
            public sealed record Trial(string Email, string Name) : User(Email, Name);
            [LoopsEvent("Seen")] public record Seen(string Email);
            [LoopsEvent("Seen Twice")] public sealed record SeenTwice(string Email) : Seen(Email);
            [LoopsDestination] public partial class AppLoops;
            """;

        Assert.Equal("""{"email":"a","name":"n"}""", GeneratorRun.Send("IdentifyAsync((User)new Trial(\"a\", \"n\"))", Source));
        Assert.Equal("""{"email":"a","name":"n"}""", GeneratorRun.Send("IdentifyAsync((User)new Paying(\"a\", \"n\", \"c\"))", Source));
        Assert.Equal("""{"email":"a","name":"n","card":"c","level":1}""", GeneratorRun.Send("IdentifyAsync((User)new Gold(\"a\", \"n\", \"c\", 1))", Source));
        Assert.Equal("""{"email":"a","name":"n","card":"c","level":1,"club":"p"}""", GeneratorRun.Send("IdentifyAsync((User)new Platinum(\"a\", \"n\", \"c\", 1))", Source));
        Assert.Equal("""{"email":"a","name":"n","card":"c","level":1,"club":"p"}""", GeneratorRun.Send("IdentifyAsync((Gold)new Platinum(\"a\", \"n\", \"c\", 1), new LoopsMapping.LoopsSendOptions { Lane = \"x\" })", Source));
        Assert.Equal("""{"eventName":"Seen Twice","email":"a"}""", GeneratorRun.Send("TrackAsync((Seen)new SeenTwice(\"a\"))", Source));
    }

    private static List<string> Overloads(GeneratorRun run, string destination)
        => [.. run.Compilation.GetTypeByMetadataName($"App.{destination}")!.GetMembers().OfType<Microsoft.CodeAnalysis.IMethodSymbol>()
            .Where(static method => method.Name is "IdentifyAsync" or "TrackAsync" or "SendAsync" && method.Parameters.Length == 2)
            .Select(static method => $"{method.Name}({method.Parameters[0].Type.Name})")
            .Order(StringComparer.Ordinal)];
}
