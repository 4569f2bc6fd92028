using System.Globalization;
using System.Numerics;
using System.Text;
using CsCheck;
using LoopsMapping.Json;

namespace LoopsMapping.Tests.Json;

/// <summary>Numbers arrive as .NET itself writes them.</summary>
public sealed class NumberTests
{
    private static readonly long Iterations = Environment.GetEnvironmentVariable("LOOPS_TEST_SCALE") == "full" ? 5_000_000 : 100_000;

    // As many numbers of each length, not nearly all of the longest.
    private static readonly Gen<ulong> AnyLength = Gen.Select(Gen.ULong, Gen.Int[0, 63], static (number, shift) => number >> shift);

    private static readonly Gen<long> AnyLong = AnyLength.Select(static number => (long)number);

    [Fact]
    public void Every_integer_type() => Gen.Select(AnyLong, AnyLength).Sample(static (signed, unsigned) =>
    {
        AssertWritten(signed);
        AssertWritten(-(signed >> 1));
        AssertWritten(unsigned);
        AssertWritten((int)signed);
        AssertWritten((uint)signed);
        AssertWritten((short)signed);
        AssertWritten((ushort)signed);
        AssertWritten((sbyte)signed);
        AssertWritten((byte)signed);
        AssertWritten((nint)signed);
        AssertWritten((nuint)unsigned);
        AssertWritten((Int128)signed * signed);
        AssertWritten(new BigInteger(signed) * unsigned);
    }, iter: Iterations);

    [Fact]
    public void Where_the_number_of_digits_or_bits_changes()
    {
        for (var power = UInt128.One; power <= ulong.MaxValue; power *= 10)
            AssertAround((ulong)power);
        for (var bit = 0; bit < 64; bit++)
            AssertAround(1UL << bit);
    }

    [Fact]
    public void The_extremes()
    {
        AssertExtremes<byte>();
        AssertExtremes<sbyte>();
        AssertExtremes<short>();
        AssertExtremes<ushort>();
        AssertExtremes<int>();
        AssertExtremes<uint>();
        AssertExtremes<long>();
        AssertExtremes<ulong>();
        AssertExtremes<nint>();
        AssertExtremes<nuint>();
        AssertExtremes<Int128>();
        AssertExtremes<UInt128>();
        AssertExtremes<Half>();
        AssertExtremes<float>();
        AssertExtremes<double>();
        AssertExtremes<decimal>();
        AssertWritten(BigInteger.Pow(10, 5000));
    }

    [Fact]
    public void Every_fraction_type() => Gen.Select(Gen.Double, Gen.Float, Gen.Decimal).Sample(static (number, single, exact) =>
    {
        if (double.IsFinite(number))
            AssertWritten(number);
        if (float.IsFinite(single))
            AssertWritten(single);
        if (Half.IsFinite((Half)single))
            AssertWritten((Half)single);
        AssertWritten(exact);
    }, iter: Iterations);

    private static void AssertAround(ulong number)
    {
        foreach (var near in (ulong[])[number - 1, number, number + 1])
        {
            AssertWritten(near);
            AssertWritten((long)near);
            AssertWritten(-(long)near);
            AssertWritten((int)near);
        }
    }

    private static void AssertExtremes<T>()
        where T : struct, INumber<T>, IMinMaxValue<T>
    {
        AssertWritten(T.MinValue);
        AssertWritten(T.MaxValue);
        AssertWritten(T.Zero);
        AssertWritten(-T.Zero);
        AssertWritten(T.One);
    }

    private static void AssertWritten<T>(T value)
        where T : struct, INumberBase<T>
    {
        var writer = new LoopsJsonWriter(NoType.Instance);
        try
        {
            writer.WriteNumber(",\"number\":"u8, value, "Number");
            Assert.Equal(",\"number\":" + value.ToString(null, CultureInfo.InvariantCulture), Encoding.UTF8.GetString(writer.Written));
        }
        finally
        {
            writer.Dispose();
        }
    }
}
