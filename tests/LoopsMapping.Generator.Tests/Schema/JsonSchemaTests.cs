using System.Text.Json;
using LoopsMapping.Generator.Schema;
using LoopsMapping.Generator.Tests.Rules;
using Microsoft.CodeAnalysis.Text;

namespace LoopsMapping.Generator.Tests.Schema;

/// <summary>The published JSON Schema of the file, and what the compiler reads: they agree.</summary>
public sealed class JsonSchemaTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(Repository.Read("docs", "loops.schema.v1.json")).RootElement;

    [Fact]
    public void What_the_tool_writes_is_valid_and_all_of_it_is_read()
    {
        Assert.Empty(Objections(JsonDocument.Parse(SchemaExample.Text).RootElement, Schema));
        var (schema, problem) = Read(SchemaExample.Text);

        Assert.Null(problem);
        Assert.Equal(
            ["createdAt Date", "email String", "favoriteColor String", "firstName String", "isTrial Boolean", "renewsAt Date", "seats Number", "subscribed Boolean", "userId String"],
            schema!.ContactProperties!.All.Select(static entry => $"{entry.Key} {entry.Value}"));
        Assert.Equal(["cm06f5v0e45nf0ml5754o9cix Newsletter", "cm16k73gq014h0mmj5b6jdi9r Beta testers"], schema.MailingLists!.All.Select(static entry => $"{entry.Key} {entry.Value}"));
        Assert.Equal(["Signed Out:", "User Registered: plan String, seats Number"],
            schema.Events!.All.Select(static entry => $"{entry.Key}: {string.Join(", ", entry.Value!.All.Select(static property => $"{property.Key} {property.Value}"))}".Trim()));
        Assert.Equal(["clfn0k1yg001imo0fdeqg30i8 Password reset: link", "clfq6dinn000yl70fgwwyp82l Receipt: orderId, order_total"],
            schema.TransactionalEmails!.All.Select(static entry => $"{entry.Key} {entry.Value.Name}: {string.Join(", ", entry.Value.DataVariables!)}"));
    }

    [Fact]
    public void The_file_names_the_schema_under_the_address_that_it_has()
        => Assert.Equal(Schema.GetProperty("$id").GetString(), JsonDocument.Parse(SchemaExample.Text).RootElement.GetProperty("$schema").GetString());

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "version": "1" }""")]
    [InlineData("""{ "version": 2 }""")]
    [InlineData("""{ "version": 1, "contactProperties": {} }""")]
    [InlineData("""{ "version": 1, "contactProperties": [5] }""")]
    [InlineData("""{ "version": 1, "contactProperties": [{ "type": "string" }] }""")]
    [InlineData("""{ "version": 1, "mailingLists": [{ "id": 5 }] }""")]
    [InlineData("""{ "version": 1, "events": [{ "name": "a", "properties": [{}] }] }""")]
    [InlineData("""{ "version": 1, "transactionalEmails": [{ "id": "a", "dataVariables": "b" }] }""")]
    [InlineData("""{ "version": 1, "transactionalEmails": [{ "id": "a", "dataVariables": [5] }] }""")]
    public void What_is_invalid_is_refused(string text)
    {
        Assert.NotEmpty(Objections(JsonDocument.Parse(text).RootElement, Schema));
        Assert.NotNull(Read(text).Problem);
    }

    [Theory]
    [InlineData("""{ "version": 1 }""")]
    [InlineData("""{ "version": 1, "later": [], "events": null, "contactProperties": [{ "key": "a", "type": "later", "more": 1 }] }""")]
    [InlineData("""{ "version": 1, "events": [{ "name": "a" }], "transactionalEmails": [{ "id": "a", "dataVariables": null }] }""")]
    public void What_is_valid_is_read(string text)
    {
        Assert.Empty(Objections(JsonDocument.Parse(text).RootElement, Schema));
        Assert.Null(Read(text).Problem);
    }

    [Fact]
    public void Everything_in_the_schema_is_described()
    {
        foreach (var property in Descend(Schema).Where(static property => property.Name == "properties" && !property.Value.TryGetProperty("description", out _)))
            Assert.All(property.Value.EnumerateObject(), static member => Assert.True(member.Value.TryGetProperty("description", out _) || member.Value.TryGetProperty("$ref", out _), member.Name));
    }

    private static (AccountSchema? Schema, SchemaProblem? Problem) Read(string text) => SchemaReader.Read(SourceText.From(text), TestContext.Current.CancellationToken);

    /// <summary>As much of a validator as the schema has words.</summary>
    private static IEnumerable<string> Objections(JsonElement value, JsonElement schema)
    {
        foreach (var word in schema.EnumerateObject())
        {
            switch (word.Name)
            {
                case "$ref":
                    foreach (var objection in Objections(value, Schema.GetProperty("$defs").GetProperty(word.Value.GetString()!["#/$defs/".Length..])))
                        yield return objection;
                    break;
                case "const" when value.ValueKind != JsonValueKind.Number || value.GetDouble() != word.Value.GetDouble():
                    yield return $"{value} is not {word.Value}";
                    break;
                case "type" when !(word.Value.ValueKind == JsonValueKind.Array ? word.Value.EnumerateArray().Select(static type => type.GetString()) : [word.Value.GetString()]).Contains(TypeOf(value)):
                    yield return $"{value} is a {TypeOf(value)}";
                    break;
                case "required" when value.ValueKind == JsonValueKind.Object:
                    foreach (var name in word.Value.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)))
                        yield return $"{name} is missing";
                    break;
                case "items" when value.ValueKind == JsonValueKind.Array:
                    foreach (var objection in value.EnumerateArray().SelectMany(item => Objections(item, word.Value)))
                        yield return objection;
                    break;
                case "properties" when value.ValueKind == JsonValueKind.Object:
                    foreach (var member in value.EnumerateObject())
                    {
                        foreach (var objection in word.Value.TryGetProperty(member.Name, out var own) ? Objections(member.Value, own) : [])
                            yield return objection;
                    }
                    break;
                default:
                    Assert.Contains(word.Name, (string[])["$schema", "$id", "$defs", "title", "description", "format", "const", "type", "required", "items", "properties"]);
                    break;
            }
        }
    }

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString().ToLowerInvariant(),
    };

    private static IEnumerable<JsonProperty> Descend(JsonElement element) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(static property => Descend(property.Value).Prepend(property))
        : [];
}
