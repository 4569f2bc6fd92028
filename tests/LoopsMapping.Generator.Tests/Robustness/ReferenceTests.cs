using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LoopsMapping.Generator.Tests.Robustness;

/// <summary>Projects that reference one another, as binaries and as projects of one solution.</summary>
public sealed class ReferenceTests
{
    public static TheoryData<bool> AsBinaryOrProject => [true, false];

    [Theory]
    [MemberData(nameof(AsBinaryOrProject))]
    public void Two_projects_that_see_each_others_internals_both_have_destinations(bool binary)
    {
        var domain = new UserProject("""
            using LoopsMapping;
            [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("App")]
            namespace App;
            [LoopsContact] internal sealed record Lead(string Email);
            [LoopsContact] public sealed record User(string Email);
            [LoopsEvent("E")] public sealed record Outer_Event(string Email);
            [LoopsDestination] public partial class DomainLoops;
            """) { Name = "Domain" }.Generate();

        new UserProject("""
            using LoopsMapping;
            namespace App;
            [LoopsContact] internal sealed record Customer(string Email, Lead Lead);
            [LoopsContact] public sealed record Admin(string Email, string Name);
            public static class Outer { [LoopsEvent("E")] public sealed record Happening(string Email); }
            [LoopsDestination] public partial class AppLoops;
            public static class Caller
            {
                internal static object Call(AppLoops loops, DomainLoops domain, Customer customer, User user) => (loops.IdentifyAsync(customer), domain.IdentifyAsync(user), domain.IdentifyAsync(customer.Lead));
            }
            """) { References = References.All.Add(Reference(domain, binary)), CallsWhatIsGenerated = true }.Generate();
    }

    [Theory]
    [MemberData(nameof(AsBinaryOrProject))]
    public void Two_projects_whose_maps_would_have_one_name_do_not_meet(bool binary)
    {
        var domain = new UserProject("""
            using LoopsMapping;
            [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("App")]
            namespace App;
            [LoopsContact] internal sealed record Outer_User(string Email);
            [LoopsDestination] internal partial class DomainLoops;
            """) { Name = "Domain" }.Generate();

        new UserProject("""
            using LoopsMapping;
            namespace App;
            public static class Outer { [LoopsContact] public sealed record User(string Email); }
            [LoopsDestination] public partial class AppLoops;
            """) { References = References.All.Add(Reference(domain, binary)) }.Generate();
    }

    [Theory]
    [MemberData(nameof(AsBinaryOrProject))]
    public void A_base_class_may_come_from_an_assembly_under_an_alias(bool binary)
    {
        var lib = Lib("""
            namespace Lib
            {
                public abstract class Person
                {
                    public string Email { get; set; } = "";
                    public string? FirstName { get; set; }
                }
            }
            """, binary);

        new UserProject("""
            extern alias aliased;
            using LoopsMapping;
            namespace App;
            [LoopsContact]
            public sealed class User : aliased::Lib.Person
            {
                public string? Color { get; set; }
            }
            [LoopsDestination] public partial class AppLoops;
            """) { References = References.All.Add(lib.WithAliases(["aliased"])) }.Generate();
    }

    [Theory]
    [MemberData(nameof(AsBinaryOrProject))]
    public void A_converter_may_come_from_a_base_class_under_an_alias(bool binary)
    {
        var lib = Lib("namespace Lib { public abstract class Person { public static string Join(string[] tags) => string.Join(',', tags); } }", binary);

        new UserProject("""
            extern alias aliased;
            using LoopsMapping;
            namespace App;
            [LoopsContact]
            public sealed class User : aliased::Lib.Person
            {
                public string Email => "a@b.co";
                [LoopsProperty(Convert = nameof(Join))] public string[] Tags => [];
            }
            [LoopsDestination] public partial class AppLoops;
            """) { References = References.All.Add(lib.WithAliases(["aliased"])) }.Generate();
    }

    [Theory]
    [MemberData(nameof(AsBinaryOrProject))]
    public void A_converter_may_take_a_base_type_under_an_alias(bool binary)
    {
        var lib = Lib("namespace Lib { public interface IMoney { } public class Money : IMoney { } }", binary);

        new UserProject("""
            extern alias aliased;
            using LoopsMapping;
            namespace App;
            [LoopsContact]
            public sealed class User
            {
                public string Email => "a@b.co";
                [LoopsProperty(Convert = nameof(Text))] public aliased::Lib.Money? Money => null;
                [LoopsProperty(Convert = nameof(Same))] public aliased::Lib.Money? Other => null;
                public static string? Text(aliased::Lib.IMoney? money) => null;
                public static string? Same(aliased::Lib.Money? money) => null;
            }
            [LoopsDestination] public partial class AppLoops;
            """) { References = References.All.Add(lib.WithAliases(["aliased"])) }.Generate();
    }

    [Theory]
    [MemberData(nameof(AsBinaryOrProject))]
    public void An_assembly_may_be_experimental_as_a_whole(bool binary)
    {
        var lib = Lib("""
            [assembly: System.Diagnostics.CodeAnalysis.Experimental("LIB1")]
            namespace Lib
            {
                public enum Plan { Free, Pro }
                public class Person { public string Email { get; set; } = ""; public static string Join(string[] tags) => ""; }
            }
            """, binary);

        new UserProject("""
            #pragma warning disable LIB1
            using LoopsMapping;
            namespace App;
            [LoopsContact]
            public sealed class User : Lib.Person
            {
                public Lib.Plan Plan => default;
                public Lib.Plan? Next => default;
                [LoopsProperty(Convert = "Join")] public string[] Tags => [];
                [LoopsProperty(Convert = "Text")] public Lib.Person? Boss => null;
                public static string Text(object person) => "";
            }
            [LoopsDestination] public partial class AppLoops;
            """) { References = References.All.Add(lib) }.Generate();
    }

    [Theory]
    [MemberData(nameof(AsBinaryOrProject))]
    public void Internals_of_another_project_are_not_touched(bool binary)
    {
        var lib = Lib("""
            namespace Lib;
            public abstract class Person
            {
                public string Email { get; set; } = "";
                internal string FirstName { get; set; } = "";
                public string LastName { internal get; set; } = "";
                public virtual string Source { get; } = "";
                internal static string Join(string[] tags) => string.Join(',', tags);
                public static string Join(object tags) => "";
            }
            public abstract class Middle : Person { internal new int Email => 1; internal new int Source() => 1; }
            """, binary);

        new UserProject("""
            using LoopsMapping;
            namespace App;
            [LoopsContact]
            public sealed class User : Lib.Middle
            {
                [LoopsProperty(Convert = "Join")] public string[] Tags => [];
            }
            [LoopsDestination] public partial class AppLoops;
            """) { References = References.All.Add(lib) }.Generate();
    }

    [Fact]
    public void One_type_in_two_referenced_assemblies_is_nobodys_trouble_until_it_is_named()
    {
        const string Source = "namespace Lib { public class Twin { public string Email => \"\"; } }";

        new UserProject("""
            using LoopsMapping;
            namespace App;
            [LoopsContact] public sealed record User(string Email);
            [LoopsDestination] public partial class AppLoops;
            """) { References = References.All.Add(Lib(Source, true, "One")).Add(Lib(Source, true, "Two")) }.Generate();
    }

    [Fact]
    public void Without_a_reference_to_the_library_nothing_is_generated_and_nothing_throws()
    {
        var project = new UserProject("[LoopsMapping.LoopsContact] public class User { public string? Email { get; set; } } " + UserProject.Destination)
        {
            References = References.Runtime,
        }.GenerateBroken();

        Assert.Empty(project.Files);
    }

    private static MetadataReference Reference(GeneratedProject project, bool binary) => Reference(project.Compilation, binary);

    internal static MetadataReference Lib(string source, bool binary, string name = "Lib")
        => Reference(new UserProject(source) { Name = name, Options = UserSettings.Lenient }.Compile(), binary);

    private static MetadataReference Reference(CSharpCompilation compilation, bool binary)
    {
        if (!binary)
            return compilation.ToMetadataReference();
        using var image = new MemoryStream();
        var emitted = compilation.WithOptions(UserSettings.Lenient).Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        return MetadataReference.CreateFromImage([.. image.ToArray()]);
    }
}
