using LoopsMapping.Generator.Tests.Harness;

namespace LoopsMapping.Generator.Tests.Generation;

/// <summary>What messages of Segment SDKs become: where each member is read, which mappings fire in which order, and which names belong to them.</summary>
public sealed class SegmentMappingTests
{
    private const string Destination = "\n[LoopsDestination] public partial class AppLoops;";

    [Fact]
    public void Without_the_Segment_package_nothing_is_generated_for_it()
        => Assert.DoesNotContain("Segment", string.Join('\n', GeneratorRun.Over(Source("[LoopsContact] public sealed record User(string Email);")).Sources.Keys), StringComparison.Ordinal);

    [Fact]
    public void What_is_generated_besides_is_the_same_with_it_and_without_it()
    {
        var source = Source("[LoopsContact] public sealed record User(string Email); [LoopsEvent(\"Seen\")] public sealed record Seen(string Email);");
        var without = GeneratorRun.Over(source).Sources;
        var with = GeneratorRun.OverWithSegment(source).Sources;

        Assert.Equal(without.OrderBy(static file => file.Key, StringComparer.Ordinal), with.Where(file => without.ContainsKey(file.Key)).OrderBy(static file => file.Key, StringComparer.Ordinal));
        Assert.Equal(3, with.Count - without.Count);
    }

    [Fact]
    public void A_destination_without_mappings_has_none_to_fire()
    {
        using var run = new SegmentRun("using LoopsMapping;\nnamespace App;\n[LoopsTransactional(\"t\")] public sealed record Hello(string Email);" + Destination);

        Assert.Empty(run.Mappings);
    }

    [Theory]
    [InlineData("", """{"traits":{"plan_name":"b","planName":"a","plan":"c"}}""", "planName", "a")]
    [InlineData("", """{"traits":{"plan_name":"b","plan":"c"}}""", "planName", "b")]
    [InlineData("", """{"traits":{"planName":null,"plan_name":"b"}}""", "planName", "null")]
    [InlineData("[LoopsProperty(\"plan\")] ", """{"traits":{"planName":"a","plan":"c"}}""", "plan", "c")]
    [InlineData("[LoopsProperty(\"plan\")] ", """{"traits":{"planName":"a"}}""", "plan", "a")]
    public void A_trait_is_read_under_the_wire_name_or_the_member_in_camel_case_or_snake_case(string annotation, string message, string name, string value)
    {
        using var run = new SegmentRun(Source($"[LoopsContact] public sealed record User(string Email, {annotation}string? PlanName);"));

        Assert.Equal([$"String ,\"{name}\": {value}"], run.Write(message));
    }

    [Theory]
    [InlineData("[LoopsContact] public sealed record User([LoopsUserId] string Id, [LoopsEmail] string Address);", """{"userId":"u","traits":{"email":null,"address":"a@b.co"},"email":"root"}""", "email a@b.co|userId u")]
    [InlineData("[LoopsContact] public sealed record User([LoopsUserId] string Id, [LoopsEmail] string Address);", """{"userId":null,"email":"root","context":{"traits":{"email":"context"}}}""", "email root")]
    [InlineData("[LoopsContact] public sealed record User([LoopsFrom(\"$.traits.key\", \"$.userId\")] string UserId);", """{"userId":"u","traits":{"key":null}}""", "userId u")]
    [InlineData("[LoopsEvent(\"A\")] public sealed record Seen(string UserId, string Email);", """{"userId":"u","email":"root","context":{"traits":{"email":"context"}}}""", "email context|userId u")]
    [InlineData("[LoopsEvent(\"A\")] public sealed record Seen(string UserId, string Email);", """{"properties":{"email":"own"},"context":{"traits":{"email":"context"}}}""", "email own")]
    [InlineData("[LoopsEvent(\"A\")] public sealed record Seen(string Email, [LoopsContactProperty] string Plan, string Size);", """{"properties":{"size":"s"},"context":{"traits":{"plan":"p","size":"x"}}}""", "String ,\"plan\": p|String ,\"size\": s")]
    [InlineData("[LoopsContact] public sealed record User(string Email, [LoopsMailingList(\"l1\")] bool? WeeklyNews);", """{"traits":{"mailingLists":{"l1":true}}}""", "List ,\"l1\": True")]
    [InlineData("[LoopsContact] public sealed record User(string Email, [LoopsMailingList(\"l1\")] bool? WeeklyNews);", """{"traits":{"weekly_news":false,"l1":true,"mailingLists":{"l1":true}}}""", "List ,\"l1\": False")]
    [InlineData("[LoopsEvent(\"A\")] public sealed record Seen(string Email, [LoopsMailingList(\"l1\")] bool? News);", """{"traits":{"mailingLists":{"l1":true}},"properties":{"news":true}}""", "List ,\"l1\": True")]
    [InlineData("[LoopsContact(Nulls = LoopsNulls.Clear, Source = \"App\")] public sealed record User(string Email, int? Age, bool? Subscribed);", """{"traits":{"age":null,"subscribed":null}}""", ",\"source\":\"App\"|Int32 ,\"age\": null clears|Boolean ,\"subscribed\": null")]
    [InlineData("[LoopsContact] public sealed record User(string Email, [LoopsFrom(\"$.a.list[1]['x y']\", \"$.type\")] string? X);", """{"type":"identify","a":{"list":[0,{"x y":"deep"}]}}""", "String ,\"x\": deep")]
    public void A_member_is_read_where_Segment_has_it(string mapping, string message, string written)
    {
        using var run = new SegmentRun(Source(mapping));

        Assert.Equal(written, string.Join('|', run.Write(message)));
    }

    [Theory]
    [InlineData("Free", "Free")]
    [InlineData("pro plan", "pro plan")]
    [InlineData("Pro", "pro plan")]
    [InlineData("PRO", "pro plan")]
    [InlineData("1", "pro plan")]
    [InlineData("7", "?")]
    [InlineData("-7", "?")]
    [InlineData("Gold", "?")]
    public void An_enum_is_read_by_what_is_sent_or_by_its_name(string text, string sent)
    {
        using var run = new SegmentRun(Source("public enum Plan { Free, [System.Text.Json.Serialization.JsonStringEnumMemberName(\"pro plan\")] Pro } [LoopsContact] public sealed record User(string Email, Plan? Plan);"));

        Assert.Equal([$"Enum ,\"plan\": {sent}"], run.Write($$$"""{"traits":{"plan":"{{{text}}}"}}"""));
    }

    [Theory]
    [InlineData("[LoopsContact] public sealed record User(string Email, string? FirstName);", "User|App.User|False|email,firstName,first_name")]
    [InlineData("[LoopsContact(Only = true, Source = \"a\", UserGroup = \"b\")] public sealed record User(string Email);", "User|App.User|True|email,source,userGroup")]
    [InlineData("[LoopsContact] public sealed record User(string Email, [LoopsIgnore] string? PasswordHash) { [System.Text.Json.Serialization.JsonIgnore] public int X { get; set; } }", "User|App.User|False|email,passwordHash,password_hash,x")]
    [InlineData("[LoopsContact] public sealed record User(string Email) { public string Full => \"\"; public string Set { get; init; } = \"\"; public string Private { get; private set; } = \"\"; }", "User|App.User|False|email,full,private,set")]
    [InlineData("[LoopsContact] public sealed record User(string Email, [LoopsProperty(\"t\", Convert = nameof(User.Join))] string[] Tags) { public static string Join(string[] tags) => \"\"; }", "User|App.User|False|email,t,tags")]
    [InlineData("[LoopsContact] public sealed record User(string Email, [LoopsFrom(\"$.traits.plan_name\", \"$.traits.a.b\", \"$.context.c\")] string? Plan);", "User|App.User|False|email,plan,plan_name")]
    [InlineData("[LoopsContact(Members = LoopsMembers.Annotated)] public sealed record User(string Email, string? Plan, [LoopsProperty] string? Size);", "User|App.User|False|email,size")]
    [InlineData("[LoopsContact] public sealed record User(string Email, System.Collections.Generic.IReadOnlyDictionary<string, bool>? MailingLists, [LoopsCustomAttributes] System.Collections.Generic.IReadOnlyDictionary<string, LoopsValue>? More);", "User|App.User|False|email")]
    [InlineData("[LoopsContact] public sealed record User(string UserId) { public string Email => \"\"; }", "User|App.User|False|userId")]
    [InlineData("[LoopsEvent(\"A b\")] public sealed record Seen(string UserId, string Email, string PlanName, [LoopsContactProperty(\"plan\")] string Plan);", "A b:A b|App.Seen|False|email,plan,userId|plan,planName,plan_name")]
    [InlineData("[LoopsEvent(\"A\")] public sealed record Seen(string Email, [LoopsIdempotencyKey] string OrderId);", "A:A|App.Seen|False|email|orderId,order_id")]
    [InlineData("[LoopsEvent(\"A\")] public sealed record Seen(string Email, [LoopsIdempotencyKey, LoopsProperty] string OrderId);", "A:A|App.Seen|False|email|orderId,order_id")]
    [InlineData("[LoopsContact(For = typeof(Their))] public sealed class TheirMap { public object? Email { get; } public object? Name { get; } } public sealed class Their { public string Email => \"\"; public string Name => \"\"; public string Other => \"\"; }", "Their|App.TheirMap|False|email,name")]
    public void A_class_has_the_names_that_it_sends_reads_or_holds_back(string mapping, string description)
    {
        using var run = new SegmentRun(Source(mapping));

        Assert.Equal([description], run.Mappings);
    }

    [Fact]
    public void A_value_that_cannot_be_read_is_held_back()
    {
        using var run = new SegmentRun(Source("""
            public enum Plan { Free }
            public readonly struct Money : System.IFormattable { public string ToString(string? format, System.IFormatProvider? provider) => ""; }
            [LoopsContact] public sealed record User(string Email, [LoopsProperty(Format = "G")] Plan Plan, [LoopsProperty(Format = "G")] Money Paid, [LoopsProperty(Format = "G")] System.IFormattable Any, [LoopsProperty(Format = "D")] long? Id2);
            """));

        Assert.Equal(["Int64 D ,\"id2\": 7"], run.Write("""{"traits":{"plan":"Free","paid":"1","any":"1","id2":"7"}}"""));
        Assert.Equal(["User|App.User|False|any,email,id2,paid,plan"], run.Mappings);
    }

    [Fact]
    public void Mappings_fire_by_their_triggers_in_the_order_of_the_source()
    {
        using var run = new SegmentRun(
            Source("[LoopsEvent(\"Z\")] public sealed record Last(string Email); [LoopsContact] [LoopsEvent(\"Signed up\", Trigger = \"type = \\\"identify\\\"\")] public sealed record User(string Email);"),
            "using LoopsMapping; namespace App; public static class Outer { [LoopsEvent(\"B\", Trigger = \"type = \\\"track\\\"\")] public sealed record B(string Email); } [LoopsEvent(\"A\")] public sealed record A(string Email);");

        Assert.Equal(["Z:Z", "User", "Signed up:Signed up", "B:B", "A:A"], run.Mappings.Select(static mapping => mapping.Split('|')[0]));
        Assert.Equal(["User", "Signed up:Signed up"], run.Fired("""{"type":"identify"}"""));
        Assert.Equal(["B:B", "A:A"], run.Fired("""{"type":"track","event":"A"}"""));
        Assert.Equal(["B:B"], run.Fired("""{"type":"track","event":"a"}"""));
        Assert.Empty(run.Fired("""{"type":"page","event":"A"}"""));
    }

    [Fact]
    public void Mappings_fire_in_the_order_in_which_a_destination_names_them()
    {
        using var run = new SegmentRun("using LoopsMapping; namespace App; [LoopsEvent(\"A\")] public sealed record A(string Email); [LoopsContact] public sealed record User(string Email); [LoopsEvent(\"G\")] public sealed record G<T>(string Email, T Value);"
            + "[LoopsDestination(typeof(G<int>), typeof(User), typeof(A))] public partial class AppLoops;");

        Assert.Equal(["G:G|App.G<int>", "User|App.User", "A:A|App.A"], run.Mappings.Select(static mapping => string.Join('|', mapping.Split('|').Take(2))));
    }

    [Fact]
    public void Of_several_contacts_without_a_trigger_none_is_fired()
    {
        const string Contacts = "using LoopsMapping; namespace App; [LoopsContact] public sealed record User(string Email); [LoopsContact] public sealed record Guest(string Email); [LoopsContact(Trigger = \"type = \\\"identify\\\" and traits.lead\")] public sealed record Lead(string Email);";
        using var several = new SegmentRun(Contacts + Destination);
        using var one = new SegmentRun(Contacts + "[LoopsDestination(typeof(User), typeof(Lead))] public partial class AppLoops; [LoopsDestination] public partial class AllLoops;");

        Assert.Equal(["Lead"], several.Mappings.Select(static mapping => mapping.Split('|')[0]));
        Assert.Equal(["User"], one.Fired("""{"type":"identify"}"""));
        Assert.Equal(["User", "Lead"], one.Fired("""{"type":"identify","traits":{"lead":true}}"""));
    }

    [Fact]
    public void Names_that_differ_little_get_classes_of_their_own()
    {
        var run = GeneratorRun.OverWithSegment("""
            using LoopsMapping;
            namespace A_B { [LoopsContact(Trigger = "traits.a")] public sealed record C(string Email); }
            namespace A { [LoopsContact(Trigger = "traits.a")] public sealed record B_C(string Email); }
            namespace A { public static class B { [LoopsContact(Trigger = "traits.a")] public sealed record C(string Email); } }
            namespace A { [LoopsContact(Trigger = "traits.a")] public sealed record b_c(string Email); }
            namespace A.B_CContactSegmentMapping { [LoopsEvent("X")] public sealed record X(string Email); }
            namespace App.apploops { [LoopsDestination] public partial class SegmentMappings; }
            namespace App { [LoopsDestination] public partial class AppLoops; }
            """);

        Assert.Equal(18 - 2, run.Sources.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void A_mapping_that_cannot_be_used_is_left_out()
    {
        var run = GeneratorRun.OverBroken(References.WithSegment, "using LoopsMapping; namespace App; [LoopsEvent(\"A\", Trigger = Made.Elsewhere)] public sealed record A(string Email); [System.Obsolete(\"\", true)] [LoopsEvent(\"B\")] public sealed record B(string Email);" + Destination);

        Assert.DoesNotContain("LoopsMapping.Generated", run.Sources["App.AppLoops.SegmentMappings.g.cs"], StringComparison.Ordinal);
    }

    private static string Source(string mapping) => $"using LoopsMapping;\nnamespace App;\n{mapping}{Destination}";
}
