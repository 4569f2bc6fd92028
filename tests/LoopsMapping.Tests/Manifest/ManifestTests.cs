using LoopsMapping.Tests.Harness;

namespace LoopsMapping.Tests.Manifest;

/// <summary>What a destination tells of itself.</summary>
public sealed class ManifestTests
{
    [Fact]
    public void A_destination_has_its_manifest_at_hand()
    {
        Assert.Equal(("LoopsMapping.Tests.Harness.AppLoops", "The app"), (AppLoops.Manifest.Destination, AppLoops.Manifest.Name));
        Assert.Same(AppLoops.Manifest, AppLoops.Manifest);
        Assert.Contains(AppLoops.Manifest.Mappings, static mapping => mapping is { Action: LoopsManifestAction.Event, Name: "User Registered" });
    }

    [Fact]
    public void What_a_newer_library_adds_is_passed_over()
        => Assert.Equal("n", LoopsManifest.Parse("""{"version":1,"destination":"d","name":"n","maxMappings":50,"region":{"eu":true},"mappings":[{"type":"T","action":"event","fields":[{"name":"a","place":"event","type":"text","unit":"EUR"}]}]}""").Name);

    [Fact]
    public void A_newer_version_says_so()
        => Assert.Equal(
            "The manifest has version 2, and this library reads versions up to 1. Update LoopsMapping, or its tool.",
            Assert.Throws<FormatException>(() => LoopsManifest.Parse("""{"version":2,"mappings":"elsewhere"}""")).Message);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"version":1}""")]
    [InlineData("""{"version":1,"destination":null,"name":"n","mappings":[]}""")]
    [InlineData("""{"version":1,"destination":"d","name":"n","mappings":null}""")]
    [InlineData("""{"version":1,"destination":"d","name":"n","mappings":[null]}""")]
    [InlineData("""{"version":1,"destination":"d","name":"n","mappings":[{"type":"T","action":"event","fields":null}]}""")]
    [InlineData("""{"version":1,"destination":"d","name":"n","mappings":[{"type":"T","action":"event","fields":[null]}]}""")]
    [InlineData("""{"version":1,"destination":"d","name":"n","mappings":[{"type":"T","action":"page","fields":[]}]}""")]
    public void What_is_no_manifest_is_refused(string json)
        => Assert.StartsWith("This is no manifest of a destination: ", Assert.Throws<FormatException>(() => LoopsManifest.Parse(json)).Message, StringComparison.Ordinal);
}
