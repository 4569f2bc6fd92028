using System.Text;
using LoopsMapping.Outbox;
using LoopsMapping.Segment.Tests.Harness;

namespace LoopsMapping.Segment.Tests.Mapping;

/// <summary>The default mapping against what Segment's own destination does.</summary>
public sealed class DefaultMappingTests
{
    private const string MissingUserId = "The root value is missing the required field 'userId'.";

    public static TheoryData<Recorded> Vectors => [.. Recorded.Vectors()];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Sends_what_Segments_destination_sends(Recorded vector)
    {
        // An email and no user id: delivered here, discarded there (docs/segment.md).
        if (vector.Id[..4] is "L029" or "L031" or "L095")
            Assert.Null(Assert.Single(Mapper.Map(vector.Message)).Failure);
        else
            Assert.Null(Difference(vector));
    }

    [Fact]
    public void Sends_what_Segments_destination_sends_for_thousands_of_random_messages()
    {
        var differences = Recorded.Random().Select(static recorded => (recorded, difference: Difference(recorded))).Where(static pair => pair.difference is not null && !IsDocumented(pair.recorded)).ToList();
        Assert.True(differences.Count == 0, $"{differences.Count} differ:\n{string.Join("\n", differences.Take(20).Select(static pair => $"{pair.recorded.Id}: {pair.difference}\n   message  {Cut(pair.recorded.Message)}\n   segment  {Cut(pair.recorded.Body ?? pair.recorded.Error ?? "nothing")}"))}");
    }

    /// <summary>What the table of docs/segment.md says of names and numbers that nobody has, and of what makes Segment's own code fail.</summary>
    private static bool IsDocumented(Recorded recorded)
        => JsonValues.HasName(recorded.Message, "__proto__") || recorded.Message.Contains("1e400", StringComparison.Ordinal)
            || recorded.Error?.StartsWith("Cannot ", StringComparison.Ordinal) == true;

    [Fact]
    public void The_last_of_a_name_counts_among_very_many()
    {
        var names = Enumerable.Range(0, 900).Concat(Enumerable.Range(0, 900)).Concat(Enumerable.Range(0, 10)).Select(static (name, i) => $"\"n{name}\":{i}");
        var request = Assert.Single(Mapper.Map($$$"""{"type":"identify","userId":"u","traits":{ {{{string.Join(',', names)}}} }}"""));
        using var body = System.Text.Json.JsonDocument.Parse(request.Body);
        var members = body.RootElement.EnumerateObject().Where(static member => member.Name[0] == 'n').ToList();
        Assert.Equal(900, members.Count);
        Assert.All(members, static member => Assert.Equal(int.Parse(member.Name[1..], System.Globalization.CultureInfo.InvariantCulture) is < 10 and var few ? 1_800 + few : 900 + int.Parse(member.Name[1..], System.Globalization.CultureInfo.InvariantCulture), member.Value.GetInt32()));
    }

    [Theory]
    [InlineData("subscribed")]
    [InlineData("mailingLists")]
    [InlineData("contactProperties")]
    public void Treats_a_field_that_was_edited_as_Segment_does(string field)
    {
        var differences = Recorded.Edited().Where(edited => edited.Field == field)
            .Select(static edited => (edited.Recorded, difference: Difference(edited.Recorded, Edit(edited.Field, edited.Path))))
            .Where(pair => pair.difference is not null && !IsDocumented(pair.Recorded)).ToList();
        Assert.True(differences.Count == 0, $"{differences.Count} differ:\n{string.Join("\n", differences.Take(20).Select(static pair => $"{pair.Recorded.Id}: {pair.difference}\n   message  {Cut(pair.Recorded.Message)}\n   segment  {Cut(pair.Recorded.Body ?? pair.Recorded.Error ?? "nothing")}"))}");
    }

    [Theory]
    [InlineData("\"2024-01-17T12:00:00Z\"")]
    [InlineData("\"2024-01-17T12:00:00.1234567+02:00\"")]
    [InlineData("\"2024-01-17\"")]
    [InlineData("\"2024\"")]
    [InlineData("\"2024-13-45\"")]
    [InlineData("\"01/17/2024\"")]
    [InlineData("\"Jan 17 2024\"")]
    [InlineData("\"Wed, 17 Jan 2024 12:00:00 GMT\"")]
    [InlineData("\"1705492800000\"")]
    [InlineData("1705492800000")]
    [InlineData("-1")]
    public void Sends_a_date_as_it_was_written(string date)
    {
        var mapping = new SegmentDefaultMapping { Contact = { CreatedAt = ["$.traits.joined"] } };
        var request = Assert.Single(Mapper.Map($$$"""{"type":"identify","userId":"u","traits":{"joined":{{{date}}}}}""", mapping));
        Assert.True(JsonValues.AreEqual($$$"""{"createdAt":{{{date}}},"source":"Segment","userId":"u","mailingLists":{},"joined":{{{date}}}}""", Encoding.UTF8.GetString(request.Body.Span)));
    }

    [Theory]
    [InlineData("\"17/01/2024\"")]
    [InlineData("\"/Date(1705492800000)/\"")]
    [InlineData("\"12:30\"")]
    [InlineData("\"yesterday\"")]
    [InlineData("true")]
    [InlineData("[null]")]
    public void Says_what_is_no_date(string date)
    {
        var mapping = new SegmentDefaultMapping { Contact = { CreatedAt = ["$.traits.joined"] } };
        var request = Assert.Single(Mapper.Map($$$"""{"type":"identify","userId":"u","traits":{"joined":{{{date}}}}}""", mapping));
        Assert.Equal("Contact Created Date must be a valid date-like string but it was not.", request.Failure!.Detail);
    }

    private static SegmentDefaultMapping Edit(string field, string path)
    {
        var mapping = new SegmentDefaultMapping();
        switch (field)
        {
            case "subscribed":
                mapping.Contact.Subscribed = [path];
                break;
            case "mailingLists":
                mapping.Contact.MailingLists = [path];
                break;
            default:
                mapping.Event.ContactProperties = [path];
                break;
        }
        return mapping;
    }

    private static string? Difference(Recorded recorded, SegmentDefaultMapping? mapping = null)
    {
        var requests = Mapper.Map(recorded.Message, mapping);
        if (recorded.Error is { } error)
        {
            // What is said of the user id is not said where the email tells who it is.
            var withoutUserId = error.Replace($"{MissingUserId} ", "", StringComparison.Ordinal).Replace($" {MissingUserId}", "", StringComparison.Ordinal);
            var isDelivered = error == MissingUserId && requests is [{ Failure: null, Email: not null, UserId: null }];
            return isDelivered || (requests is [{ Failure: { } failure }] && (failure.Detail == error || failure.Detail == withoutUserId))
                ? null
                : $"instead of an error: {Show(requests)}";
        }
        if (recorded.Request is null)
            return requests.Count == 0 || requests is [{ Failure: not null }] ? null : $"instead of nothing: {Show(requests)}";
        return requests is [{ Failure: null } request] && $"{request.Method} {request.Path}" == recorded.Request
            && (recorded.Body is null || JsonValues.AreEqual(recorded.Body, Encoding.UTF8.GetString(request.Body.Span)))
            ? null
            : $"instead: {Show(requests)}";
    }

    private static string Show(List<LoopsOutboxMessage> requests)
        => string.Join(" | ", requests.Select(static request => request.Failure?.Detail ?? Cut(Encoding.UTF8.GetString(request.Body.Span))));

    private static string Cut(string text) => text.Length > 300 ? text[..300] + "…" : text;
}
