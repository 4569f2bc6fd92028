using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using LoopsMapping.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Tests.Generation;

/// <summary>What a destination tells of itself: as data in the assembly, and as its <c>Manifest</c>.</summary>
public sealed class ManifestTests
{
    [Fact]
    public void Each_mapping_is_told_with_its_action_its_name_and_its_trigger()
    {
        var manifest = Read("""
            [LoopsTransactional("reset")] public sealed record Reset(string Email, string Link);
            [LoopsEvent("Won \"it\" \\ all")] public sealed record Won(string Email);
            [LoopsEvent("Lost", Trigger = "type = \"track\" and event = \"Gone\"", Only = true)] public sealed record Lost(string Email);
            [LoopsContact] public sealed record User(string Email);
            """);

        Assert.Equal(("App.AppLoops", "The shop", 7), (manifest.Destination, manifest.Name, manifest.MaxMappings));
        Assert.Equal(
            [
                ("App.User", LoopsManifestAction.Contact, null, "type = \"identify\"", false),
                ("App.Lost", LoopsManifestAction.Event, "Lost", "type = \"track\" and event = \"Gone\"", true),
                ("App.Won", LoopsManifestAction.Event, "Won \"it\" \\ all", "type = \"track\" and event = \"Won \\\"it\\\" \\\\ all\"", false),
                ("App.Reset", LoopsManifestAction.Transactional, "reset", null, false),
            ],
            manifest.Mappings.Select(static mapping => (mapping.Type, mapping.Action, mapping.Name, mapping.Trigger, mapping.Only)));
    }

    [Fact]
    public void Of_several_contacts_without_a_trigger_none_has_one()
        => Assert.Equal(
            [null, "userId = \"1\"", null],
            Read("""
                [LoopsContact] public sealed record A(string Email);
                [LoopsContact(Trigger = "userId = \"1\"")] public sealed record B(string Email);
                [LoopsContact] public sealed record C(string Email);
                """).Mappings.Select(static mapping => mapping.Trigger));

    [Fact]
    public void Each_field_is_told_as_it_is_sent()
    {
        var fields = Read("""
            public enum Plan { Free, [System.Text.Json.Serialization.JsonStringEnumMemberName("pro plan")] Pro }
            [LoopsContact(Source = "Web", Nulls = LoopsNulls.Clear)]
            public sealed record User([LoopsUserId] int Key, string? Email, Plan? Plan, decimal Price, bool Vip, DateOnly Since, [LoopsProperty("mood")] string Temper, [LoopsMailingList("l1")] bool? News)
            {
                public string Full => Temper + Price;
                [LoopsProperty(Format = "yyyy")] public DateTime Year { get; init; }
                [LoopsProperty(Convert = nameof(Join))] public string[]? Tags { get; init; }
                [LoopsCustomAttributes] public System.Collections.Generic.IReadOnlyDictionary<string, LoopsValue>? More { get; init; }
                public static string? Join(string[]? tags) => tags is null ? null : string.Join(",", tags);
            }
            """).Mappings[0].Fields;

        Assert.Equal(
            [
                "source Contact Text , Web required",
                "email Identity Text Email",
                "userId Identity Text Key required",
                "plan Contact Text Plan clears Free|pro plan",
                "price Contact Number Price required",
                "vip Contact Boolean Vip required",
                "since Contact Date Since required",
                "mood Contact Text Temper required clears",
                "full Contact Text Full required clears computed",
                "year Contact Text Year, yyyy required computed",
                "tags Contact Text Tags clears computed",
                "More CustomAttributes Other More clears",
                "l1 MailingList Boolean News",
            ],
            fields.Select(static field => $"{field.Name} {field.Place} {field.Type} {field.Member}{(field.Constant ?? field.Format) switch { { } text => ", " + text, _ => "" }}{(field.Required ? " required" : "")}{(field.Clears ? " clears" : "")}{(field.Computed ? " computed" : "")}{(field.Values.Count > 0 ? " " + string.Join('|', field.Values) : "")}"));
    }

    [Fact]
    public void The_objects_of_a_list_are_told_too()
    {
        var field = Read("""
            public sealed record Line(string Name, int? Count);
            [LoopsTransactional("t", AddToAudience = true)] public sealed record Invoice(string Email, System.Collections.Generic.IReadOnlyList<Line> Lines);
            """).Mappings.Single(static mapping => mapping.AddToAudience).Fields[1];

        Assert.Equal((LoopsManifestPlace.DataVariable, LoopsManifestType.List), (field.Place, field.Type));
        Assert.Equal([("name", LoopsManifestType.Text, true), ("count", LoopsManifestType.Number, false)], field.Items.Select(static item => (item.Name, item.Type, item.Required)));
    }

    [Fact]
    public void Custom_contact_properties_are_told_once_for_all_mappings()
        => Assert.Equal(
            [new("plan", LoopsPropertyType.Text), new("seats", LoopsPropertyType.Number), new LoopsManifestProperty("vip", LoopsPropertyType.Boolean)],
            Read("""
                [LoopsContact] public sealed record User(string Email, string? FirstName, string? Plan, int Seats, bool Subscribed, System.DateTime CreatedAt);
                [LoopsEvent("Won")] public sealed record Won(string Email, int Amount, [LoopsContactProperty("plan")] int Plan, [LoopsContactProperty("vip")] bool Vip);
                """).ContactProperties);

    [Theory]
    [InlineData("a\\u2028\\u2029\\u0085")]
    [InlineData("\\\"\\\"\\\" {0} \\r\\n\\0\\u007F")]
    [InlineData("日本 \\ud83d\\ude00")]
    public void Every_name_is_told_as_it_is(string literal)
    {
        var name = (string)Microsoft.CodeAnalysis.CSharp.SyntaxFactory.ParseToken($"\"{literal}\"").Value!;

        Assert.Equal(name, Read($$"""[LoopsContact] public sealed record User(string Email, [LoopsProperty("{{literal}}")] string Odd);""").Mappings[0].Fields[1].Name);
    }

    [Fact]
    public void The_author_keeps_members_of_the_same_names()
        => Assert.Equal("App.Manifest", Read("[LoopsContact] public sealed record User(string Email);", "Manifest", "public int EnsurePropertiesAsync => 1;").Destination);

    [Fact]
    public void A_destination_outside_namespaces_has_a_manifest()
    {
        var run = GeneratorRun.Over("[LoopsMapping.LoopsDestination] public partial class @class; public static class Use { public static string Name => @class.Manifest.Name; }");

        Assert.Contains("AssemblyMetadata(\"LoopsMapping.Manifest:class\", global::LoopsMapping.GeneratedGlobal.classManifest.Json)", run.Sources["classManifest.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void Destinations_whose_manifests_would_be_called_the_same_get_names_of_their_own()
        => Assert.Equal(2, GeneratorRun.Over("""
            using LoopsMapping;
            namespace App;
            [LoopsContact] public sealed record User(string Email);
            [LoopsDestination] public partial class Shop;
            [LoopsDestination] public partial class ShopManifest;
            """).Sources.Values.Count(static source => source.Contains("[assembly: ", StringComparison.Ordinal)));

    /// <summary>Reads the manifest as a tool does: from the metadata of the assembly, of which nothing is run.</summary>
    private static LoopsManifest Read(string classes, string destination = "AppLoops", string members = "")
    {
        var run = GeneratorRun.Over($$"""
            using System;
            using LoopsMapping;
            namespace App;
            {{classes}}
            [LoopsDestination(Name = "The shop", MaxMappings = 7)] public partial class {{destination}} { {{members}} }
            """);
        using var image = new MemoryStream();
        var emitted = run.Compilation
            .WithOptions(run.Compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default))
            .Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        image.Position = 0;
        using var file = new PEReader(image);
        var reader = file.GetMetadataReader();
        foreach (var handle in reader.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = reader.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind != HandleKind.MemberReference
                || reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is not { Kind: HandleKind.TypeReference } type
                || reader.GetString(reader.GetTypeReference((TypeReferenceHandle)type).Name) != "AssemblyMetadataAttribute")
            {
                continue;
            }
            var value = reader.GetBlobReader(attribute.Value);
            Assert.Equal(1, value.ReadUInt16());
            if (value.ReadSerializedString() is not { } key || !key.StartsWith(LoopsManifest.MetadataPrefix, StringComparison.Ordinal))
                continue;
            var manifest = LoopsManifest.Parse(value.ReadSerializedString()!);
            Assert.Equal(LoopsManifest.MetadataPrefix + manifest.Destination, key);
            return manifest;
        }
        throw new Xunit.Sdk.XunitException("The assembly has no manifest.");
    }
}
