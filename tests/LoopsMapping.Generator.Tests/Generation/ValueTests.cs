using LoopsMapping.Generator.Tests.Harness;

namespace LoopsMapping.Generator.Tests.Generation;

/// <summary>DESIGN: what each C# type becomes in the request.</summary>
public sealed class ValueTests
{
    [Theory]
    [InlineData("string", "\"blue\"", "\"blue\"")]
    [InlineData("string?", "null", null)]
    [InlineData("char", "'x'", "\"x\"")]
    [InlineData("char?", "'\"'", "\"\\\"\"")]
    [InlineData("char", "'\\uD800'", "\"\uFFFD\"")]
    [InlineData("char?", "null", null)]
    [InlineData("byte", "255", "255")]
    [InlineData("sbyte", "-1", "-1")]
    [InlineData("short", "short.MinValue", "-32768")]
    [InlineData("ushort", "1", "1")]
    [InlineData("int", "int.MinValue", "-2147483648")]
    [InlineData("int?", "null", null)]
    [InlineData("int?", "42", "42")]
    [InlineData("uint", "uint.MaxValue", "4294967295")]
    [InlineData("long", "long.MaxValue", "9223372036854775807")]
    [InlineData("ulong", "ulong.MaxValue", "18446744073709551615")]
    [InlineData("nint", "-7", "-7")]
    [InlineData("nuint", "7", "7")]
    [InlineData("float", "0.1f", "0.1")]
    [InlineData("double", "0.1 + 0.2", "0.30000000000000004")]
    [InlineData("double", "1e300", "1E+300")]
    [InlineData("double?", "null", null)]
    [InlineData("decimal", "19.90m", "19.90")]
    [InlineData("System.Half", "(System.Half)0.5", "0.5")]
    [InlineData("System.Int128", "System.Int128.MaxValue", "170141183460469231731687303715884105727")]
    [InlineData("System.UInt128", "System.UInt128.MaxValue", "340282366920938463463374607431768211455")]
    [InlineData("System.Numerics.BigInteger", "System.Numerics.BigInteger.Pow(10, 70)", "10000000000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("System.Numerics.BigInteger?", "null", null)]
    [InlineData("bool", "true", "true")]
    [InlineData("bool?", "false", "false")]
    [InlineData("bool?", "null", null)]
    [InlineData("System.Guid", "new System.Guid(\"0F8FAD5B-D9CB-469F-A165-70867728950E\")", "\"0f8fad5b-d9cb-469f-a165-70867728950e\"")]
    [InlineData("System.Guid?", "null", null)]
    [InlineData("System.Uri", "new System.Uri(\"https://loops.so/a b?x=ä\")", "\"https://loops.so/a b?x=ä\"")]
    [InlineData("System.Uri?", "null", null)]
    [InlineData("System.DateTime", "new System.DateTime(2024, 2, 29, 1, 2, 3, 45, 678, System.DateTimeKind.Utc)", "\"2024-02-29T01:02:03.045Z\"")]
    [InlineData("System.DateTime", "new System.DateTime(2024, 2, 29)", "\"2024-02-29T00:00:00.000Z\"")]
    [InlineData("System.DateTime", "System.DateTime.MaxValue", "\"9999-12-31T23:59:59.999Z\"")]
    [InlineData("System.DateTime?", "null", null)]
    [InlineData("System.DateTimeOffset", "new System.DateTimeOffset(2024, 1, 1, 1, 30, 0, System.TimeSpan.FromHours(2))", "\"2023-12-31T23:30:00.000Z\"")]
    [InlineData("System.DateTimeOffset?", "null", null)]
    [InlineData("System.DateOnly", "new System.DateOnly(7, 8, 9)", "\"0007-08-09\"")]
    [InlineData("System.DateOnly?", "null", null)]
    public void A_value_arrives_in_its_form_or_not_at_all(string type, string value, string? json)
    {
        var source = $$"""
            using LoopsMapping;
            namespace App;
            [LoopsContact]
            public sealed record User(string Email, {{type}} Value);
            [LoopsDestination]
            public partial class AppLoops;
            """;

        var body = GeneratorRun.Send($"IdentifyAsync(new User(\"a@b.co\", {value}))", source);

        Assert.Equal(json is null ? """{"email":"a@b.co"}""" : $$"""{"email":"a@b.co","value":{{json}}}""", body);
    }

    [Theory]
    [InlineData("Plan.Free", "\"Free\"")]
    [InlineData("Plan.Pro", "\"pro plan\"")]
    [InlineData("Plan.AlsoFree", "\"Free\"")]
    [InlineData("(Plan)9", "\"9\"")]
    public void An_enum_arrives_as_its_name(string value, string json)
        => Assert.Equal($$"""{"email":"a@b.co","plan":{{json}},"rights":"Read, Write"}""", GeneratorRun.Send(
            $"IdentifyAsync(new User(\"a@b.co\", {value}, null, Rights.Read | Rights.Write))",
            """
            using System;
            using System.Text.Json.Serialization;
            using LoopsMapping;
            namespace App;
            public enum Plan { Free, [JsonStringEnumMemberName("pro plan")] Pro, AlsoFree = 0 }
            [Flags] public enum Rights { None, Read = 1, Write = 2 }
            [LoopsContact]
            public sealed record User(string Email, Plan Plan, Plan? Before, Rights? Rights);
            [LoopsDestination]
            public partial class AppLoops;
            """));

    [Theory]
    [InlineData("double", "double.NaN")]
    [InlineData("double?", "double.PositiveInfinity")]
    [InlineData("float", "float.NegativeInfinity")]
    [InlineData("System.Half", "System.Half.NaN")]
    public void A_number_that_JSON_cannot_say_throws_and_names_the_member(string type, string value)
    {
        var exception = Assert.Throws<LoopsValidationException>(() => GeneratorRun.Send($"IdentifyAsync(new User(\"a@b.co\", {value}))", $$"""
            using LoopsMapping;
            namespace App;
            [LoopsContact]
            public sealed record User(string Email, {{type}} Score);
            [LoopsDestination]
            public partial class AppLoops;
            """));

        Assert.Equal("Score", exception.Member);
        Assert.Equal("App.User", exception.Type?.FullName);
        Assert.Contains("App.User.Score", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fi-FI")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void The_culture_of_the_process_changes_nothing(string culture)
    {
        var before = Thread.CurrentThread.CurrentCulture;
        Thread.CurrentThread.CurrentCulture = new(culture);
        try
        {
            Assert.Equal("""{"email":"i@b.co","iNDEX":-1,"price":-1.5,"on":"2024-01-02","at":"2024-01-02T03:04:05.000Z"}""", GeneratorRun.Send(
                "IdentifyAsync(new User(\"i@b.co\", -1, -1.5m, new(2024, 1, 2), new(2024, 1, 2, 3, 4, 5)))",
                """
                using System;
                using LoopsMapping;
                namespace App;
                [LoopsContact]
                public sealed record User(string Email, [LoopsProperty("iNDEX")] int Index, decimal Price, DateOnly On, DateTime At);
                [LoopsDestination]
                public partial class AppLoops;
                """));
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }
}
