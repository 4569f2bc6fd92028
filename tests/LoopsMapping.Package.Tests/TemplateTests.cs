namespace LoopsMapping.Package.Tests;

/// <summary>What <c>dotnet new loops-mapping</c> gives.</summary>
public sealed class TemplateTests(PackedFixture packed)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_application_of_any_name_builds_without_a_warning_and_its_test_passes()
    {
        using var folder = packed.CreateFolder("Template");
        await RunAsync(folder, "new", "install", packed.PathOf("LoopsMapping.Templates"));
        await RunAsync(folder, "new", "loops-mapping", "--name", "my-shop", "--output", "a shop");

        await RunAsync(folder, "build", "a shop/my-shop.slnx", "-warnaserror");
        var test = await RunAsync(folder, "run", "--no-build", "--project", "a shop/tests/my-shop.Tests");

        Assert.Matches(@"succeeded: 1\b", test);
        Assert.Contains("namespace my_shop.Loops;", folder.Read("a shop/src/my-shop/Loops/User.cs"), StringComparison.Ordinal);
        Assert.Contains("dotnet run --project src/my-shop ", folder.Read("a shop/README.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Its_package_is_found_as_a_template_and_holds_no_assembly()
    {
        using var package = packed.Open("LoopsMapping.Templates");

        Assert.NotNull(package.GetEntry("content/app/.template.config/template.json"));
        Assert.NotNull(package.GetEntry("content/app/loops.schema.json"));
        Assert.DoesNotContain(package.Entries, static entry => entry.FullName.EndsWith(".dll", StringComparison.Ordinal));
        using var nuspec = new StreamReader(package.GetEntry("LoopsMapping.Templates.nuspec")!.Open());
        Assert.Contains("<packageType name=\"Template\" />", nuspec.ReadToEnd(), StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(Consumer folder, params string[] arguments)
    {
        var result = await folder.DotNetAsync(arguments, Cancel);
        Assert.True(result.ExitCode == 0, result.Output);
        return result.Output;
    }
}
