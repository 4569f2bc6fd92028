using LoopsMapping.Generator.Tests.Harness;

namespace LoopsMapping.Generator.Tests.Robustness;

/// <summary>Members of every shape the language has: sent when they can be, left out when not, and never a compiler error.</summary>
public sealed class MemberShapeTests
{
    private const string Destination = "using LoopsMapping; namespace App; [LoopsDestination] public partial class AppLoops;";

    [Theory]
    [InlineData("public unsafe int* Value => null;")]
    [InlineData("public unsafe void* Value => null;")]
    [InlineData("public unsafe delegate*<int, void> Value => null;")]
    [InlineData("public System.Span<char> Value => default;")]
    [InlineData("public System.ReadOnlySpan<byte> Value => default;")]
    [InlineData("public dynamic Value => 1;")]
    [InlineData("public dynamic? Value => null;")]
    [InlineData("public object Value => 1;")]
    [InlineData("public (string Name, int Age) Value => default;")]
    [InlineData("public (string, int)? Value => default;")]
    [InlineData("public System.ValueTuple Value => default;")]
    [InlineData("public string[] Value => [];")]
    [InlineData("public byte[] Value => [];")]
    [InlineData("public int[,] Value => new int[0, 0];")]
    [InlineData("public int[][] Value => [];")]
    [InlineData("public System.Action Value => () => { };")]
    [InlineData("public System.Func<string, bool> Value => _ => true;")]
    [InlineData("public System.IntPtr[] Value => [];")]
    [InlineData("public System.Collections.Generic.Dictionary<string, string> Value => [];")]
    [InlineData("public System.Collections.Generic.List<bool> Value => [];")]
    [InlineData("public System.Enum Value => System.DayOfWeek.Monday;")]
    [InlineData("public System.ValueType Value => 1;")]
    [InlineData("public System.IFormattable Value => 1;")]
    [InlineData("public System.Type Value => typeof(int);")]
    [InlineData("public System.Threading.Tasks.Task Value => System.Threading.Tasks.Task.CompletedTask;")]
    public async Task What_Loops_cannot_store_is_left_out_and_said_once(string member)
    {
        var project = new UserProject(Destination, $$"""
            using LoopsMapping;
            namespace App;
            [LoopsContact]
            public sealed class User
            {
                public string Email => "a@b.co";
                {{member}}
                public string After => "x";
            }
            """) { Options = UserSettings.Unsafe }.Generate();

        Assert.Equal(["LOOPS005"], (await GeneratedProject.Findings(project.Compilation)).Select(static finding => finding.Id));
        Assert.Contains("value.After", project.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("value.Value", project.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("private string _value = \"v\"; public ref string Value => ref _value;")]
    [InlineData("private string _value = \"v\"; public ref readonly string Value => ref _value;")]
    [InlineData("public string Value { get; init; } = \"v\";")]
    [InlineData("public string Value { get; private set; } = \"v\";")]
    [InlineData("public string Value { get; protected internal set; } = \"v\";")]
    [InlineData("[field: System.NonSerialized] public string Value { get; set; } = \"v\";")]
    [InlineData("[property: LoopsProperty] public string Value { get; set; } = \"v\";")]
    [InlineData("public virtual string Value => \"v\";")]
    [InlineData("public readonly struct Box; public string Value { get { return \"v\"; } set { } }")]
    [InlineData("public string? Value { [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(Email))] get; } = \"v\";")]
    [InlineData("[System.Diagnostics.CodeAnalysis.MaybeNull, System.Diagnostics.CodeAnalysis.AllowNull] public string Value { get => \"v\"; set { } }")]
    public void Every_readable_property_is_sent_however_it_is_written(string member)
        => Assert.Equal("""{"email":"a@b.co","value":"v"}""", GeneratorRun.Send("IdentifyAsync(new User())", Destination, $$"""
            using LoopsMapping;
            namespace App;
            [LoopsContact]
            public class User
            {
                public string Email { get; set; } = "a@b.co";
                {{member}}
            }
            """));

    [Theory]
    [InlineData("[property: LoopsProperty(\"value\")] string Mine")]
    [InlineData("[param: LoopsProperty(\"value\")] string Mine")]
    [InlineData("[LoopsProperty(\"value\")] string Mine")]
    [InlineData("[field: System.NonSerialized] [property: LoopsProperty(\"value\")] string Mine")]
    [InlineData("[property: LoopsProperty(\"value\")] [param: LoopsProperty(\"value\")] string Mine")]
    public void The_target_of_an_attribute_on_a_record_parameter_makes_no_difference(string parameter)
        => Assert.Equal("""{"email":"a@b.co","value":"v"}""", GeneratorRun.Send("""IdentifyAsync(new User("a@b.co", "v"))""", Destination, $$"""
            using LoopsMapping;
            namespace App;
            [LoopsContact]
            public sealed record User(string Email, {{parameter}});
            """));
}
