namespace LoopsMapping.Generator.Tests.Rules;

/// <summary>LOOPS013 and LOOPS019: a destination that can be completed, annotated types that generated code can use.</summary>
public sealed class TypeRuleTests
{
    [Theory]
    [InlineData("public class {|LOOPS013:AppLoops|};")]
    [InlineData("public static partial class {|LOOPS013:AppLoops|};")]
    [InlineData("public abstract partial class {|LOOPS013:AppLoops|};")]
    [InlineData("public partial record {|LOOPS013:AppLoops|};")]
    [InlineData("public partial class {|LOOPS013:AppLoops|}<T>;")]
    [InlineData("file partial class {|LOOPS013:AppLoops|};")]
    [InlineData("public partial class {|LOOPS013:AppLoops|} : System.Exception;")]
    [InlineData("public class {|LOOPS013:AppLoops|} : System.Exception;")]
    [InlineData("public partial class {|LOOPS013:DeleteAsync|};")]
    [InlineData("public partial class {|LOOPS013:AppLoops|} { public string DeleteAsync => \"\"; }")]
    [InlineData("public partial class {|LOOPS013:AppLoops|} { public int IdentifyAllAsync; }")]
    public Task A_destination_that_cannot_be_completed_is_reported_on_its_name(string declaration) => Rule.ReportsAsync(
        $"using LoopsMapping;\n[LoopsDestination]\n{declaration}\n[LoopsContact]\npublic sealed record User(string Email);");

    [Theory]
    [InlineData("public partial class AppLoops;")]
    [InlineData("internal sealed partial class AppLoops { public int Calls { get; set; } }")]
    [InlineData("public partial class AppLoops : LoopsClient;")]
    [InlineData("public partial class AppLoops : System.IDisposable { public void Dispose() { } }")]
    [InlineData("public partial class AppLoops { public AppLoops(ILoopsDelivery delivery) : base(delivery) { } }")]
    [InlineData("public partial class AppLoops { public System.Threading.Tasks.Task DeleteAsync(User user, System.Threading.CancellationToken token) => DeleteByEmailAsync(user.Email, token); }")]
    public Task A_destination_that_can_be_completed_is_not_reported(string declaration) => Rule.ReportsAsync(
        $"using LoopsMapping;\nnamespace App;\n[LoopsDestination]\n{declaration}\n[LoopsContact]\npublic sealed record User(string Email);");

    [Theory]
    [InlineData("public static class Outer { [LoopsDestination] public partial class {|LOOPS013:AppLoops|}; }")]
    [InlineData("public partial class Outer { [LoopsDestination] public class {|LOOPS013:AppLoops|}; }")]
    public Task A_nested_destination_is_reported(string declaration) => Rule.ReportsAsync($"using LoopsMapping;\n{declaration}");

    [Fact]
    public Task A_destination_in_parts_is_reported_where_its_annotation_is() => Rule.ReportsAsync(
        "public partial class AppLoops;",
        """
        using LoopsMapping;
        [LoopsDestination]
        public partial class {|LOOPS013:AppLoops|} : System.Exception;
        """);

    [Theory]
    [InlineData("public interface {|LOOPS019:IUser|} { string Email { get; } }")]
    [InlineData("public static class {|LOOPS019:User|} { public static string? Email { get; } }")]
    [InlineData("public ref struct {|LOOPS019:User|} { public string? Email { get; } }")]
    [InlineData("file sealed record {|LOOPS019:User|}(string Email);")]
    [InlineData("public sealed record {|LOOPS019:User|}<T>(T Email);")]
    [InlineData("public class {|LOOPS019:User|};")]
    [InlineData("public sealed record {|LOOPS019:User|};")]
    [InlineData("public class {|LOOPS019:User|} { public string? Email; private string? Name { get; } }")]
    [InlineData("public class {|LOOPS019:User|} { public string this[int i] => \"\"; }")]
    [InlineData("public class {|LOOPS019:User|} { public string? Email { private get; set; } }")]
    public Task A_type_that_cannot_be_used_is_reported_once_on_its_name(string declaration)
        => Task.WhenAll(Rule.ReportsAsync(Source("LoopsContact", declaration)), Rule.ReportsAsync(Source("LoopsEvent", declaration)));

    [Theory]
    [InlineData("public class Outer { [LoopsContact] private sealed record {|LOOPS019:User|}(string Email); }")]
    [InlineData("public class Outer { [LoopsContact] protected sealed record {|LOOPS019:User|}(string Email); }")]
    [InlineData("public class Outer { [LoopsContact] private protected sealed record {|LOOPS019:User|}(string Email); }")]
    [InlineData("public class Outer { private class Inner { [LoopsContact] public sealed record {|LOOPS019:User|}(string Email); } }")]
    [InlineData("public class Outer<T> { [LoopsContact] public sealed record {|LOOPS019:User|}(string Email); }")]
    [InlineData("file class Outer { [LoopsContact] public sealed record {|LOOPS019:User|}(string Email); }")]
    public Task A_nested_type_that_cannot_be_reached_is_reported(string declaration) => Rule.ReportsAsync(Source(null, declaration));

    [Theory]
    [InlineData("public class Outer { [LoopsContact] public sealed record User(string Email); }")]
    [InlineData("public class Outer { [LoopsContact] internal sealed record User(string Email); }")]
    [InlineData("public class Outer { [LoopsContact] protected internal sealed record User(string Email); }")]
    [InlineData("internal static class Outer { internal struct Inner { [LoopsContact] public readonly record struct User(string Email); } }")]
    [InlineData("public abstract record Base<T>(T Email); [LoopsContact] public sealed record User(string Email) : Base<string>(Email);")]
    [InlineData("[LoopsContact] public abstract class User { public string? Email { get; set; } }")]
    public Task A_type_that_can_be_reached_is_not_reported(string declaration) => Rule.ReportsAsync(Source(null, declaration));

    private static string Source(string? annotation, string declaration) => $"""
        using LoopsMapping;
        #pragma warning disable CS0169, CS0649, CS8618
        {(annotation is null ? "" : $"[{annotation}]")}
        {declaration}
        [LoopsDestination]
        public partial class AppLoops;
        """;
}
