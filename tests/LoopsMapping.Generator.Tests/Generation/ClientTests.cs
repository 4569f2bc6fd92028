using LoopsMapping.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Tests.Generation;

public sealed class ClientTests
{
    [Fact]
    public void Without_a_destination_nothing_is_generated()
        => Assert.Empty(GeneratorRun.Over("""
            using LoopsMapping;
            namespace App;
            [LoopsContact]
            public sealed record User(string Email);
            """).Sources);

    [Fact]
    public void A_destination_without_mappings_is_a_client_all_the_same()
        => Assert.Equal(["App.AppLoops.g.cs", "App.AppLoopsManifest.g.cs"], GeneratorRun.Over("""
            using LoopsMapping;
            namespace App;
            [LoopsDestination]
            public partial class AppLoops;
            """).Sources.Keys);

    [Fact]
    public void Overloads_are_as_visible_as_the_less_visible_of_destination_and_type()
    {
        const string Types = """
            using LoopsMapping;
            namespace App;
            [LoopsContact] public sealed record Open(string Email);
            [LoopsContact] internal sealed record Closed(string Email);
            internal static class Outer { [LoopsContact] public sealed record Nested(string Email); }
            """;

        Assert.Equal(["internal Closed", "public Open", "internal Nested"], Overloads("public", Types));
        Assert.Equal(["internal Closed", "internal Open", "internal Nested"], Overloads("internal", Types));
    }

    [Fact]
    public void Types_destinations_and_maps_of_the_global_namespace_work()
        => Assert.Equal("""{"email":"a@b.co"}""", GeneratorRun.Send("IdentifyAsync(new User(\"a@b.co\"))", """
            using LoopsMapping;
            [LoopsContact] public sealed record User(string Email);
            [LoopsDestination] internal sealed partial class AppLoops;
            namespace App { public sealed class Something; }
            """));

    [Fact]
    public void Several_destinations_share_the_maps()
        => Assert.Equal(["App.One.g.cs", "App.OneManifest.g.cs", "App.Two.g.cs", "App.TwoManifest.g.cs", "App.UserContactMap.g.cs"], GeneratorRun.Over("""
            using LoopsMapping;
            namespace App;
            [LoopsContact] public sealed record User(string Email);
            [LoopsDestination] public partial class One;
            [LoopsDestination] public partial class Two;
            """).Sources.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void A_class_can_be_a_contact_and_an_event()
    {
        const string Source = """
            using LoopsMapping;
            namespace App;
            [LoopsContact, LoopsEvent("Trial Started")] public sealed record Trial(string Email, string Plan);
            [LoopsDestination] public partial class AppLoops;
            """;

        Assert.Equal("""{"email":"a@b.co","plan":"p"}""", GeneratorRun.Send("IdentifyAsync(new Trial(\"a@b.co\", \"p\"))", Source));
        Assert.Equal("""{"eventName":"Trial Started","email":"a@b.co","eventProperties":{"plan":"p"}}""", GeneratorRun.Send("TrackAsync(new Trial(\"a@b.co\", \"p\"))", Source));
    }

    [Fact]
    public void A_destination_may_write_its_own_constructor_and_name_its_base()
        => Assert.Equal("""{"email":"a@b.co"}""", GeneratorRun.Send("IdentifyAsync(new User(\"a@b.co\"))", """
            using LoopsMapping;
            namespace App;
            [LoopsContact] public sealed record User(string Email);
            [LoopsDestination]
            public partial class AppLoops : LoopsClient
            {
                public AppLoops(ILoopsDelivery delivery) : base(delivery) => Count = 1;
                public int Count { get; }
            }
            """));

    [Fact]
    public void A_mistake_takes_only_its_own_member_away()
    {
        const string Source = """
            using System.Collections.Generic;
            using LoopsMapping;
            namespace App;
            [LoopsContact] public sealed record User(string Email, string Id, List<string> Tags, string Name);
            [LoopsEvent] public sealed record UserRegistered(string Email);
            [LoopsContact] public interface IUser { string Email { get; } }
            [LoopsDestination] public partial class AppLoops;
            """;

        Assert.Equal("""{"email":"a@b.co","name":"n"}""", GeneratorRun.Send("IdentifyAsync(new User(\"a@b.co\", \"i\", [], \"n\"))", Source));
        Assert.Equal("""{"eventName":"User Registered","email":"a@b.co"}""", GeneratorRun.Send("TrackAsync(new UserRegistered(\"a@b.co\"))", Source));
    }

    [Theory]
    [InlineData("public class AppLoops;")]
    [InlineData("public abstract partial class AppLoops;")]
    [InlineData("public static partial class AppLoops;")]
    [InlineData("public partial class AppLoops<T>;")]
    [InlineData("public partial class Outer { [LoopsDestination] public partial class Inner; }", "")]
    [InlineData("public class Other; [LoopsDestination] public partial class AppLoops : Other;", "")]
    public void A_destination_that_cannot_be_completed_makes_no_compiler_error(string declaration, string attribute = "[LoopsDestination] ")
        => Assert.Empty(GeneratorRun.Over("using LoopsMapping;\nnamespace App;\n[LoopsContact] public sealed record User(string Email);\n" + attribute + declaration).Sources);

    private static IEnumerable<string> Overloads(string visibility, string types)
    {
        var run = GeneratorRun.Over(types, $"[LoopsMapping.LoopsDestination] {visibility} partial class AppLoops;");
        return run.Compilation.GetTypeByMetadataName("AppLoops")!.GetMembers("IdentifyAsync").OfType<IMethodSymbol>()
            .Where(static method => method.Parameters.Length == 2)
            .Select(static method => $"{(method.DeclaredAccessibility == Accessibility.Public ? "public" : "internal")} {method.Parameters[0].Type.Name}");
    }
}
