using LoopsMapping.Generator.Schema;

namespace LoopsMapping.Generator.Tests.Schema;

/// <summary>"Did you mean": which name is near another.</summary>
public sealed class NearNameTests
{
    [Theory]
    [InlineData("User Registred", "User Registered")]
    [InlineData("User Regsitered", "User Registered")]
    [InlineData("user registered", "User Registered")]
    [InlineData("user_registered", "User Registered")]
    [InlineData("UserRegistered", "User Registered")]
    [InlineData("user-registred", "User Registered")]
    [InlineData("favouriteColour", "favoriteColor")]
    [InlineData("FavoriteColor", "favoriteColor")]
    [InlineData("favorite_color", "favoriteColor")]
    [InlineData("plans", "plan")]
    [InlineData("plam", "plan")]
    [InlineData("lpan", "plan")]
    [InlineData("rewnesAt", "renewsAt")]
    public void A_slip_is_near(string written, string meant) => Assert.Equal(meant, NearName.Find(written, ["Signed Out", "User Registered", "favoriteColor", "id", "plan", "renewsAt"]));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("ie")]
    [InlineData("span")]
    [InlineData("planet")]
    [InlineData("Signed In Again")]
    [InlineData("Order Placed")]
    public void Another_name_is_near_none(string written) => Assert.Null(NearName.Find(written, ["Signed Out", "User Registered", "favoriteColor", "id", "plan", ""]));

    [Fact]
    public void Case_goes_before_separators_and_separators_before_slips()
    {
        string[] all = ["planname", "plan_name", "plannames", "PLANName"];

        Assert.Equal("PLANName", NearName.Find("PlanName", all[3..]));
        Assert.Equal("PLANName", NearName.Find("PlanName", all));
        Assert.Equal("plan_name", NearName.Find("plan-name", ["plannames", "plan_name"]));
    }

    [Fact]
    public void Of_several_that_are_as_near_it_is_the_same_in_every_order()
    {
        string[] names = ["planB", "planA", "planC"];

        Assert.Equal("planA", NearName.Find("planX", names));
        Assert.Equal("planA", NearName.Find("planX", names.Reverse()));
    }

    [Fact]
    public void A_name_that_cannot_be_it_makes_way_for_the_next()
        => Assert.Equal("planC", new NearName(["planA", "planB", "planC"]).Find("planX", static name => name == "planC"));

    [Fact]
    public void What_is_found_is_as_near_as_can_be()
    {
        var random = new Random(11);
        for (var i = 0; i < 2_000; i++)
        {
            var names = Enumerable.Range(0, 6).Select(_ => Name(random)).ToArray();
            var written = Name(random);
            var nearest = names.Where(name => name != written && Slips(written, name) <= Math.Min(Most(written), Most(name))).OrderBy(name => Slips(written, name)).ThenBy(static name => name, StringComparer.Ordinal).FirstOrDefault();

            Assert.Equal(nearest, NearName.Find(written, names));
        }
    }

    private static int Most(string name) => name.Length <= 2 ? 0 : name.Length <= 4 ? 1 : name.Length <= 9 ? 2 : 3;

    private static string Name(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => (char)('a' + random.Next(3))));

    /// <summary>The same by its definition: the whole table, no shortcut.</summary>
    private static int Slips(string one, string other)
    {
        var table = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                table[i, j] = i == 0 ? j : j == 0 ? i : Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
            }
        }
        return table[one.Length, other.Length];
    }
}
