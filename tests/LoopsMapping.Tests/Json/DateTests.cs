using System.Globalization;
using System.Text;
using CsCheck;
using LoopsMapping.Json;

namespace LoopsMapping.Tests.Json;

/// <summary>Dates arrive as .NET itself writes them in the form that Loops lists.</summary>
public sealed class DateTests
{
    private static readonly long Iterations = Environment.GetEnvironmentVariable("LOOPS_TEST_SCALE") == "full" ? 5_000_000 : 200_000;

    private static readonly Gen<DateTime> AnyInstant = Gen.Long[DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks].Select(static ticks => new DateTime(ticks, DateTimeKind.Utc));

    [Fact]
    public void An_instant_of_any_year() => AnyInstant.Sample(static instant => AssertInstant(instant), iter: Iterations);

    [Fact]
    public void Every_day_there_is()
    {
        Span<byte> written = stackalloc byte[JsonDates.DayLength];
        Span<byte> expected = stackalloc byte[JsonDates.DayLength];
        for (var day = DateOnly.MinValue; ; day = day.AddDays(1))
        {
            JsonDates.WriteDay(day, written);
            Assert.True(day.TryFormat(expected, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture));
            if (!written.SequenceEqual(expected))
                Assert.Fail($"{Encoding.UTF8.GetString(written)} is not {Encoding.UTF8.GetString(expected)}");
            if (day == DateOnly.MaxValue)
                return;
        }
    }

    [Fact]
    public void Every_second_of_a_day_and_every_millisecond_of_a_second()
    {
        for (var second = 0; second < 86_400; second++)
            AssertInstant(new DateTime(2026, 11, 24, 0, 0, 0, DateTimeKind.Utc).AddSeconds(second));
        for (var millisecond = 0; millisecond < 1000; millisecond++)
            AssertInstant(new DateTime(2024, 2, 29, 23, 59, 59, DateTimeKind.Utc).AddMilliseconds(millisecond));
    }

    [Fact]
    public void The_first_and_the_last_instant()
    {
        AssertInstant(DateTime.MinValue);
        AssertInstant(DateTime.MaxValue);
    }

    [Fact]
    public void Finer_than_a_millisecond_is_cut_and_not_rounded()
        => Assert.Equal("2026-12-31T23:59:59.999Z", Write(new DateTime(2026, 12, 31, 23, 59, 59, 999, DateTimeKind.Utc).AddTicks(9_999)));

    [Fact]
    public void Local_time_is_converted_and_unspecified_is_UTC()
    {
        var local = new DateTime(2026, 6, 1, 12, 0, 0, 5, DateTimeKind.Local);
        Assert.Equal(local.ToUniversalTime(), JsonDates.ToUtc(local));
        Assert.Equal("2026-06-01T12:00:00.005Z", Write(JsonDates.ToUtc(DateTime.SpecifyKind(local, DateTimeKind.Unspecified))));
    }

    [Fact]
    public void A_destination_that_is_too_small_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => JsonDates.WriteInstant(DateTime.UnixEpoch, new byte[JsonDates.InstantLength - 1]));
        Assert.Throws<ArgumentOutOfRangeException>(static () => JsonDates.WriteDay(DateOnly.MinValue, new byte[JsonDates.DayLength - 1]));
    }

    private static void AssertInstant(DateTime instant)
    {
        var (written, expected) = (Write(instant), instant.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        if (written != expected)
            Assert.Fail($"{written} is not {expected}");
    }

    private static string Write(DateTime instant)
    {
        // Bytes behind the date must stay as they are: 0xA5 marks them.
        Span<byte> buffer = stackalloc byte[JsonDates.InstantLength + 2];
        buffer.Fill(0xA5);
        JsonDates.WriteInstant(instant, buffer[..JsonDates.InstantLength]);
        if (buffer[^1] != 0xA5 || buffer[^2] != 0xA5)
            Assert.Fail($"{instant:O} is written beyond its end.");
        return Encoding.UTF8.GetString(buffer[..JsonDates.InstantLength]);
    }
}
