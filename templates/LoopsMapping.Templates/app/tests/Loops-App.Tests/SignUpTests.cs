using Loops_App.Loops;
using LoopsMapping.Testing;

namespace Loops_App.Tests;

public sealed class SignUpTests
{
    [Fact]
    public async Task Who_signs_up_is_a_contact_before_the_event_that_greets_them()
    {
        var recorder = new LoopsRecorder();

        await SignUp.PostAsync(new("adam@example.com", "Adam", null), new AppLoops(recorder), TestContext.Current.CancellationToken);

        var user = Assert.Single(recorder.Identified<User>());
        Assert.Equal(new UserRegistered(user.Id, "adam@example.com", "Free"), Assert.Single(recorder.Tracked<UserRegistered>()));
        Assert.Equal([typeof(User), typeof(UserRegistered)], recorder.Records.Select(record => record.Value.GetType()));
    }
}
