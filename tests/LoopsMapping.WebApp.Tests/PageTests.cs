using WebApp.Tests.Harness;

namespace WebApp.Tests;

/// <summary>The page to try the app with.</summary>
public sealed class PageTests() : WebAppTest(new SqliteAppDatabase())
{
    [Fact]
    public async Task The_page_has_a_form_for_everything_that_the_app_does()
    {
        var page = await Client.GetStringAsync("/", Cancel);

        foreach (var path in new[] { "/users", "/users/{id}/plan", "/users/{id}/preferences", "/password-resets", "/users/{id}" })
            Assert.Contains($"data-path=\"{path}\"", page, StringComparison.Ordinal);
    }
}
