using System.Globalization;
using Microsoft.CodeAnalysis;

namespace LoopsMapping.Generator.Tests.Robustness;

/// <summary>What is generated and what is said does not depend on where the machine stands.</summary>
public sealed class CultureTests
{
    private const string Source = """
        using LoopsMapping;
        namespace App.IĞ.iı
        {
            public enum Kind { I = -1, i = -2, İ = 3, ı = 4, Æ = 5 }
            [LoopsContact(Nulls = LoopsNulls.Clear, Source = "İI")]
            public class IUser
            {
                public string? Email { get; set; }
                public string? ID { get; set; }
                public string? IIdentity { get; set; }
                public Kind IKind { get; set; }
                public Kind? INext { get; set; }
                public double IBalance { get; set; }
                [LoopsProperty("ıI", Format = "N3")] public double IRatio { get; set; }
                public System.DateTime CREATEDAT { get; set; }
                [LoopsMailingList("İLK")] public bool? IList { get; set; }
                public object? IObject { get; set; }
                public string? Id { get; set; }
            }
            [LoopsEvent] public sealed record InvoiceIssued(int USERID, string? UserId, Kind I, int i, int İ, int ı);
            [LoopsEvent] public sealed record invoiceıssued(string UserId);
            [LoopsEvent("I")] public sealed record INVOICEISSUED(string? EMAIL);
            [LoopsContact] public sealed record iuser(string Email);
            [LoopsContact] public sealed record ıUser(string Email);
            [LoopsContact] public sealed record İUser(string Email);
            [LoopsDestination] public partial class IFLoops;
            [LoopsDestination] public partial class ifLoops;
            [LoopsDestination] public class Whole;
        }
        """;

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("az-Latn-AZ")]
    [InlineData("fi-FI")]
    [InlineData("sv-SE")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    [InlineData("th-TH")]
    public async Task Generated_files_and_findings_are_the_same_in_every_culture(string culture)
    {
        var expected = await ResultIn(CultureInfo.InvariantCulture);
        var actual = await ResultIn(new CultureInfo(culture));

        Assert.Equal(expected.Text, actual.Text);
        Assert.Equal(expected.Findings, actual.Findings);
        Assert.Contains("LOOPS002", string.Join('\n', expected.Findings), StringComparison.Ordinal);
    }

    private static async Task<(string Text, string[] Findings)> ResultIn(CultureInfo culture)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        // The messages of the compiler itself may be translated; ours are asked for in one language.
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
        try
        {
            var project = new UserProject(Source) { Options = UserSettings.Lenient }.GenerateBroken();
            Assert.DoesNotContain(project.Compilation.GetDiagnostics(TestContext.Current.CancellationToken), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            var findings = await GeneratedProject.Findings(project.Compilation);
            return (project.Text, [.. findings
                .Select(static finding => $"{finding.Location.SourceSpan} {finding.Id} {finding.Severity} {finding.GetMessage(CultureInfo.InvariantCulture)}")
                .Order(StringComparer.Ordinal)]);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }
}
