using LoopsMapping.Generator.Tests.Harness;

namespace LoopsMapping.Generator.Tests.Generation;

/// <summary><c>For = typeof(…)</c>: a class of one's own says how one is sent that belongs to somebody else.</summary>
public sealed class ForTests
{
    private const string Destination = "using LoopsMapping; namespace App; [LoopsDestination] public partial class AppLoops;";

    private const string Theirs = """
        namespace Their
        {
            public class Account { public int Key { get; set; } public string? PasswordHash { get; set; } }
            public class User : Account { public string? Email { get; set; } public string? Name { get; set; } public string[] Tags { get; set; } = []; public object? Extra { get; set; } public bool IsNew; }
        }
        """;

    [Fact]
    public void Named_members_are_sent_as_their_annotations_say_and_no_others()
        => Assert.Equal("""{"email":"a@b.co","userId":"7","source":"shop","fullName":"Adam","tags":"a, b"}""", GeneratorRun.Send(
            """IdentifyAsync(new Their.User { Key = 7, Email = "a@b.co", Name = "Adam", Tags = ["a", "b"], PasswordHash = "x" })""", Destination, Theirs, """
            using LoopsMapping;
            namespace App;
            [LoopsContact(For = typeof(Their.User), Source = "shop")]
            internal sealed class UserMap
            {
                [LoopsUserId] public int Key { get; }
                public string? Email { get; }
                [LoopsProperty("fullName")] public string? Name { get; }
                [LoopsProperty(Convert = nameof(Join))] public string[] Tags { get; } = [];
                internal static string Join(string[] tags) => string.Join(", ", tags);
            }
            """));

    [Theory]
    [InlineData("[LoopsEvent(\"Seen\", For = typeof(Their.User))] record Map([LoopsUserId] int Key, string Name);", "TrackAsync", """{"eventName":"Seen","userId":"7","eventProperties":{"name":"Adam"}}""")]
    [InlineData("[LoopsContact(For = typeof(Their.User), Nulls = LoopsNulls.Clear)] record Map([LoopsUserId] object Key, object Email, object Name);", "IdentifyAsync", """{"userId":"7","name":"Adam"}""")]
    [InlineData("[LoopsContact(For = typeof(Their.Point))] record Map([LoopsUserId] int X);", "IdentifyAsync", """{"userId":"7"}""", "new Their.Point(7)")]
    public void The_types_are_those_of_the_class_that_is_sent(string map, string method, string json, string value = "new Their.User { Key = 7, Name = \"Adam\" }")
        => Assert.Equal(json, GeneratorRun.Send($"{method}({value})", Destination, Theirs, "namespace Their { public readonly record struct Point(int X); }", $"using LoopsMapping; namespace App; {map}"));

    [Fact]
    public void A_foreign_class_and_one_below_it_are_each_sent_as_said()
        => Assert.Equal("""{"email":"a@b.co","level":"gold"}""", GeneratorRun.Send("IdentifyAsync((Their.User)new Their.Gold { Email = \"a@b.co\", Level = \"gold\" })", Destination, Theirs, """
            using LoopsMapping;
            namespace Their { public class Gold : User { public string? Level { get; set; } } }
            namespace App
            {
                [LoopsContact(For = typeof(Their.User))] internal sealed record UserMap(string Email);
                [LoopsContact(For = typeof(Their.Gold))] internal sealed record GoldMap(string Email, string Level);
            }
            """));

    [Fact]
    public Task A_name_that_the_class_does_not_have_is_LOOPS005() => Rules.Rule.ReportsAsync(Theirs, """
        using LoopsMapping;
        [LoopsContact(For = typeof(Their.User))]
        internal sealed record UserMap(string Email, string {|LOOPS005:Plan|}, bool {|LOOPS005:IsNew|}, object {|LOOPS005:Extra|}, string {|LOOPS021:PasswordHash|});
        [LoopsDestination]
        public partial class AppLoops;
        """);

    [Theory]
    [InlineData("int[]")]
    [InlineData("System.IDisposable")]
    [InlineData("System.Collections.Generic.List<>")]
    [InlineData("System.Console")]
    [InlineData("System.DayOfWeek")]
    public Task What_is_no_class_record_or_struct_is_LOOPS019(string type) => Rules.Rule.ReportsAsync($$"""
        using LoopsMapping;
        [LoopsContact(For = typeof({{type}}))]
        internal sealed record {|LOOPS019:Map|}(string Email);
        [LoopsDestination]
        public partial class AppLoops;
        """);

    [Fact]
    public Task Two_mappings_of_one_class_are_LOOPS013_and_one_of_them_is_used() => Rules.Rule.ReportsAsync(Theirs, """
        using LoopsMapping;
        [LoopsContact(For = typeof(Their.User))]
        internal sealed record UserMap(string Email);
        [LoopsContact(For = typeof(Their.User))]
        internal sealed record OtherMap(string Email, string Name);
        [LoopsDestination]
        public partial class {|LOOPS013:AppLoops|};
        [LoopsDestination(typeof(UserMap))]
        public partial class SecondLoops;
        """);

    [Fact]
    public Task A_bool_of_somebody_else_is_not_made_nullable_here() => Rules.Rule.OffersNoFixAsync<CodeFixes.MakeNullableFix>("""
        using LoopsMapping;
        public class User { public string? Email { get; set; } public bool Subscribed { get; set; } }
        [LoopsContact(For = typeof(User))]
        internal sealed record UserMap(string Email, bool {|LOOPS010:Subscribed|});
        """);
}
