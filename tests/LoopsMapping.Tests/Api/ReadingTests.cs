using System.Numerics;
using System.Text.Json;
using LoopsMapping.Generated.LoopsMapping.Tests.Api;
using LoopsMapping.Tests.Harness;

namespace LoopsMapping.Tests.Api;

/// <summary>A contact class is made of what Loops has, by the constructor that System.Text.Json would choose.</summary>
public sealed class ReadingTests
{
    private const string Least = """{"email":"adam@loops.so","userId":"7","level":"Low","ratio":1}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_type_is_read_as_it_was_sent()
        => Assert.Equal(
            new Everything("adam@loops.so", 7, 'x', Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"), new("https://loops.so/a b"), Level.High, Level.Low, 0.1, 9007199254740993, BigInteger.Parse("123456789012345678901234567890", System.Globalization.CultureInfo.InvariantCulture), true,
                new DateTime(2024, 2, 29, 12, 30, 0, 123, DateTimeKind.Utc), new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateOnly(1990, 7, 8), true, false, null, "Pro", 5, Level.Low),
            Read("""
                {"email":"adam@loops.so","userId":"7","grade":"x","key":"0f8fad5b-d9cb-469f-a165-70867728950e","site":"https://loops.so/a b","level":"very high","next":"Low","ratio":0.1,"big":9007199254740993,
                "huge":123456789012345678901234567890,"vip":true,"seen":"2024-02-29T12:30:00.123Z","createdAt":1704067200000,"birthday":"1990-07-08","mailingLists":{"list1":true},"score":"1.5","plan":"Pro","seats":5,"default":"Low","more":"ignored"}
                """));

    [Fact]
    public void What_Loops_does_not_have_is_null_or_the_parameter_s_default()
    {
        var read = Read(Least);

        Assert.Equal(("Free", 3, Level.High, false), (read.Plan, read.Seats, read.Default, read.News));
        Assert.Equal(new object?[] { null, null, null, null, null, null, null, null, null, null }, [read.Grade, read.Key, read.Site, read.Next, read.Big, read.Huge, read.Vip, read.Seen, read.CreatedAt, read.Score]);
    }

    [Theory]
    [InlineData("""{"userId":"7","level":"Low","ratio":1}""", "Loops has no email, and Email needs one")]
    [InlineData("""{"email":null,"userId":"7","level":"Low","ratio":1}""", "Loops has no email, and Email needs one")]
    [InlineData("""{"email":"a@b.co","level":"Low","ratio":1}""", "Loops has no userId, and Id needs one")]
    [InlineData("""{"email":"a@b.co","userId":"u1","level":"Low","ratio":1}""", "userId is not Int32")]
    [InlineData("""{"email":"a@b.co","userId":"7","level":"Middle","ratio":1}""", "level is not Level")]
    [InlineData("""{"email":"a@b.co","userId":"7","level":"Low","ratio":true}""", "ratio is true or false, where a number was expected")]
    [InlineData("""{"email":"a@b.co","userId":"7","level":"Low","ratio":1,"vip":"yes"}""", "vip is text, where true or false was expected")]
    [InlineData("""{"email":"a@b.co","userId":"7","level":"Low","ratio":1,"birthday":"soon"}""", "birthday is not a date")]
    [InlineData("""{"email":"a@b.co","userId":"7","level":"Low","ratio":1,"site":{}}""", "site is an object, where text was expected")]
    public void A_value_that_is_missing_or_of_another_type_is_named(string json, string message)
    {
        var exception = Assert.Throws<LoopsException>(() => Read(json));

        Assert.StartsWith("The contact cannot be read as LoopsMapping.Tests.Api.Everything: " + message, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("a@b.co", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_that_can_be_set_keep_their_own_value_where_Loops_has_none()
    {
        var none = SettableContactMap.Instance.Read(Json("""{"email":"adam@loops.so","firstName":null}"""));
        var all = SettableContactMap.Instance.Read(Json("""{"email":"adam@loops.so","firstName":"Adam","company":"Loops","seats":2,"language":"de","age":30,"domain":"x","tags":"a,b","hidden":"x"}"""));

        Assert.Equal(("Nobody", "None", 7, null, "loops.so"), (none.FirstName, none.Company, none.Seats, none.Age, none.Domain));
        Assert.Equal(("Adam", "Loops", 2, "de", 30), (all.FirstName, all.Company, all.Seats, all.Language, all.Age));
        Assert.Equal(["own"], all.Tags);
        Assert.Null(all.Hidden);
    }

    [Fact]
    public void A_marked_constructor_is_chosen_and_a_struct_can_be_read()
    {
        var chosen = ChosenContactMap.Instance.Read(Json("""{"email":"adam@loops.so","note":"n"}"""));

        Assert.Equal(("adam@loops.so", "n"), (chosen.Email, chosen.Note));
        Assert.Equal(new Visitor("adam@loops.so", 2), VisitorContactMap.Instance.Read(Json("""{"email":"adam@loops.so","visits":2}""")));
    }

    [Fact]
    public async Task A_client_finds_a_contact_as_its_class_or_finds_none()
    {
        await using var loops = await LoopsFixture.StartAsync();
        var client = new ReadingLoops(loops.Delivery);
        var visitor = new Visitor("adam+1@loops.so", 2);
        await client.IdentifyAsync(visitor, Cancel);
        await client.IdentifyAsync(new Chosen("eve@loops.so", "n"), Cancel);

        Assert.Equal(visitor, await client.FindVisitorAsync(LoopsContactKey.Email("adam+1@loops.so"), Cancel));
        Assert.Null(await client.FindVisitorAsync(LoopsContactKey.Email("nobody@loops.so"), Cancel));
        Assert.Equal("n", (await client.FindChosenAsync(LoopsContactKey.Email("eve@loops.so"), Cancel))!.Note);
        Assert.Null(await client.FindChosenAsync(LoopsContactKey.UserId("u1"), Cancel));
    }

    [Fact]
    public async Task A_class_that_cannot_be_read_is_sent()
    {
        await using var loops = await LoopsFixture.StartAsync();

        await new ReadingLoops(loops.Delivery).IdentifyAsync(new Unreadable("adam@loops.so", 2), Cancel);

        Assert.Equal(2, Assert.Single(loops.Server.Contacts).Properties["seats"].GetInt32());
        Assert.Null(typeof(ReadingLoops).GetMethod("FindUnreadableAsync"));
    }

    [Fact]
    public async Task A_recorder_has_nothing_to_find()
        => Assert.Contains("LoopsRecorder", (await Assert.ThrowsAsync<NotSupportedException>(
            static () => new ReadingLoops(new Testing.LoopsRecorder()).FindVisitorAsync(LoopsContactKey.Email("a@b.co"), Cancel))).Message, StringComparison.Ordinal);

    private static Everything Read(string json) => EverythingContactMap.Instance.Read(Json(json));

    private static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;
}
