using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LoopsMapping.Generator.Tests.Robustness;

/// <summary>Projects that compile, over every annotation and many shapes of types: what mutants are made of.</summary>
internal static class FuzzCorpus
{
    private static readonly string[][] Projects =
    [
        [
            """
            using System;
            using System.Collections.Generic;
            using LoopsMapping;
            namespace App;
            [LoopsContact(Nulls = LoopsNulls.Clear, Source = "shop", UserGroup = "buyers")]
            public sealed record User(
                [LoopsUserId] string Id,
                string Email,
                string? FirstName,
                [property: LoopsProperty("nick")] string? Alias,
                [LoopsProperty(Nulls = LoopsNulls.Omit)] int? Age,
                [LoopsProperty("ratio", Format = "F2")] double Ratio,
                [LoopsProperty(Convert = nameof(User.Join))] string[] Tags,
                [LoopsMailingList("l1")] bool? News,
                IReadOnlyDictionary<string, bool>? MailingLists,
                [LoopsIgnore] string? Secret,
                Plan Plan,
                Plan? Next,
                Uri? Site,
                [LoopsCustomAttributes] IReadOnlyDictionary<string, LoopsValue>? Traits,
                DateTimeOffset CreatedAt)
            {
                public static string Join(string[] tags) => string.Join(",", tags);
                public string Color { get; init; } = "red";
            }
            """,
            "namespace App; public enum Plan { Free, [System.Text.Json.Serialization.JsonStringEnumMemberName(\"pro\")] Pro, Paid = Pro }",
            """
            using LoopsMapping;
            namespace App;
            [LoopsEvent("User Registered")]
            public sealed record UserRegistered(string UserId, string? Email, string Plan, [LoopsIdempotencyKey] System.Guid Key, [LoopsContactProperty] string Color, [LoopsContactProperty("firstName")] string? Name, [LoopsCustomAttributes] System.Collections.Generic.Dictionary<string, LoopsValue>? More);
            [LoopsDestination]
            public partial class AppLoops;
            """,
        ],
        [
            """
            using LoopsMapping;
            namespace Shop.Domain
            {
                public abstract class Entity<TKey> { [LoopsUserId] public virtual TKey Key { get; set; } = default!; public object? Version { get; set; } }
                public abstract class Person : Entity<int> { public string? Email { get; set; } public virtual string? City { get; set; } }
                [LoopsContact]
                public class Customer : Person
                {
                    public override string? City { get; set; }
                    public decimal Balance { get; set; }
                    public char Grade { get; private set; }
                    [LoopsProperty("kind")] public Kind Sort { get; set; }
                    public enum Kind { One, Two }
                    [LoopsContact, LoopsEvent("Card Added")] public struct Card { public string Email { get; set; } public long Number { get; set; } public bool Valid { get; set; } }
                    internal class Inner { [LoopsContact] internal sealed class Deep { public string? Email { get; set; } public System.DateOnly? Day { get; set; } } }
                }
                [LoopsContact(Members = LoopsMembers.Annotated)] public class Lead : Customer { [LoopsProperty] public string? Origin { get; set; } public string? Unsent { get; set; } }
            }
            """,
            """
            namespace Shop.Loops
            {
                [LoopsMapping.LoopsDestination] public sealed partial class Client : LoopsMapping.LoopsClient { public int Count { get; } public Client(LoopsMapping.ILoopsDelivery delivery) : base(delivery) { } }
                [LoopsMapping.LoopsDestination] internal partial class Second;
            }
            """,
            """
            [LoopsMapping.LoopsContact] public readonly record struct Visitor(string Email, System.Int128 Big, System.Half Small, nint Native);
            [LoopsMapping.LoopsEvent("Left")] public class Left { [LoopsMapping.LoopsEmail] public required string Address { get; init; } public string this[int index] => ""; public static string Shared => ""; public ref int Counter => ref _counter; private int _counter; }
            namespace Other { [LoopsMapping.LoopsContact] public record Visitor(string Email); [LoopsMapping.LoopsContact] public record visitor(string Email) : Visitor(Email); }
            """,
        ],
        [
            """
            using System.Text.Json.Serialization;
            using LoopsMapping;
            namespace A_B { [LoopsContact] public sealed record C(string Email); }
            namespace A { [LoopsContact] public sealed record B_C(string Email); public static class B { [LoopsContact] public sealed record C(string Email); } }
            namespace Größe.@event
            {
                public interface IHasEmail { string Email { get; } string Hidden => ""; static abstract string Sort { get; } }
                [LoopsEvent]
                public sealed class @class : IHasEmail
                {
                    public string Email => "";
                    string IHasEmail.Email => "";
                    public static string Sort => "";
                    public string @int { get; set; } = "";
                    [JsonIgnore] public string? Ignored { get; set; }
                    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Shown { get; set; }
                    public dynamic? Anything { get; set; }
                    public (int, string) Pair { get; set; }
                    public unsafe int* Pointer { get; set; }
                    public System.Action? Callback { get; set; }
                    [LoopsProperty(Convert = nameof(Text))] public System.Collections.Generic.List<int>? Numbers { get; set; }
                    public static string? Text(System.Collections.Generic.IEnumerable<int>? numbers) => null;
                    [LoopsIdempotencyKey, LoopsProperty("order")] public int Order { get; set; }
                }
            }
            """,
            "namespace Größe; [LoopsMapping.LoopsDestination] public partial class Loops;",
            """
            #nullable disable
            [LoopsMapping.LoopsContact]
            class Plain { public string Email { get; set; } public System.Guid UserId { get; set; } public bool Subscribed { get; set; } public string Source { get; set; } }
            file class Hidden { public string Email { get; set; } }
            """,
        ],
        [
            """
            using System.Collections.Generic;
            using LoopsMapping;
            namespace Their
            {
                public class Account { public int Key { get; set; } public string? Email { get; set; } public List<string>? Tags { get; set; } public bool? News { get; set; } }
                public class Gold : Account { public int? Level { get; set; } }
                public readonly record struct Point(int X, string? Label);
            }
            """,
            """
            using System.Collections.Generic;
            using System.Collections.Immutable;
            using LoopsMapping;
            namespace App
            {
                [LoopsContact(For = typeof(Their.Account), Trigger = "type = \"identify\"", Only = true)]
                internal class AccountMap
                {
                    [LoopsUserId] public int Key { get; }
                    public string? Email { get; }
                    [LoopsProperty(Convert = nameof(Join))] public object? Tags { get; }
                    [LoopsMailingList("l1")] public bool? News { get; }
                    internal static string? Join(IEnumerable<string>? tags) => null;
                }
                [LoopsContact(For = typeof(Their.Gold))] internal sealed record GoldMap([LoopsUserId] int Key, string Email, [LoopsFrom("$.traits.level", "$.context.level")] int? Level);
                [LoopsEvent("Changed", Trigger = "event = \"Changed\"")] public record Changed<T>(string Email, T Value);
                [LoopsEvent("Plan Changed")] public sealed record PlanChanged(string Email, string Value) : Changed<string>(Email, Value);
                public class Outer<T> { [LoopsEvent("Inner")] public sealed record Inner(string Email, T Value); public enum Kind { A, B } }
                [LoopsTransactional("t1", AddToAudience = true, ExpiresAfterMinutes = 5)]
                public sealed record Order(string Email, [LoopsIdempotencyKey, LoopsProperty] int Number, Their.Point[] Points, IEnumerable<Line>? Lines, ImmutableArray<Line?> More, IReadOnlyList<LoopsAttachment>? Files, Outer<object>.Kind Kind, Outer<dynamic>.Kind Other);
                public sealed record Line(string Name, [LoopsProperty("count", Format = "D")] int Count, [LoopsIgnore] bool IsOpen);
            }
            """,
            """
            using LoopsMapping;
            namespace App
            {
                [LoopsDestination(typeof(AccountMap), typeof(GoldMap), typeof(Changed<int>), typeof(Changed<string>), typeof(PlanChanged), typeof(Outer<string[]>.Inner), Name = "First", MaxMappings = 3)]
                public partial class FirstLoops;
                [LoopsDestination] internal partial class AllLoops;
                [LoopsDestination(new[] { typeof(Order) })] public sealed partial class MailLoops;
            }
            """,
        ],
    ];

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    public static CSharpCompilation[] Compilations { get; } =
    [
        .. Projects.Select(static sources => CSharpCompilation.Create(
            "App",
            sources.Select(static (source, i) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"Source{i}.cs")),
            References.WithSegment,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true).WithWarningLevel(9999))),
    ];
}
