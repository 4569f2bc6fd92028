using System.Text;
using LoopsMapping.AspNetCore.Tests.Harness;
using Microsoft.Extensions.Time.Testing;

namespace LoopsMapping.AspNetCore.Tests.Events;

/// <summary>The signature, without a web framework.</summary>
public sealed class SignatureTests
{
    private const string Id = "msg_1";
    private const string Timestamp = "1734425918";
    private const string Signature = "v1,dnzngantb2xx+MTuMbKTAvwBU/9QnF1kt7/syW+BhAo=";

    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"eventName":"testing.testEvent","eventTime":1734425918,"message":"test","webhookSchemaVersion":"1.0.0"}""");

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1734425918));

    [Theory]
    [InlineData(WebhookApp.Secret)]
    [InlineData("c3VwZXItc2VjcmV0LWtleS1ieXRlcw==")]
    [InlineData(" whsec_c3VwZXItc2VjcmV0LWtleS1ieXRlcw==\n")]
    public void A_webhook_of_Loops_is_valid_with_the_secret_in_every_form(string secret)
    {
        var signature = Of(secret);

        Assert.Equal(LoopsWebhookVerdict.Valid, signature.Verify(Id, Timestamp, Signature, Body));
        Assert.Equal(Signature, signature.Sign(Id, _time.GetUtcNow(), Body));
    }

    [Fact]
    public void Nothing_that_is_signed_can_be_changed()
    {
        var tampered = Body.ToArray();
        tampered[^2] ^= 1;

        Assert.Equal(LoopsWebhookVerdict.WrongSignature, Of(WebhookApp.Secret).Verify(Id, Timestamp, Signature, tampered));
        Assert.Equal(LoopsWebhookVerdict.WrongSignature, Of(WebhookApp.Secret).Verify(Id, Timestamp, Signature, [.. Body, (byte)'\n']));
        Assert.Equal(LoopsWebhookVerdict.WrongSignature, Of(WebhookApp.Secret).Verify("msg_2", Timestamp, Signature, Body));
        Assert.Equal(LoopsWebhookVerdict.WrongSignature, Of(WebhookApp.Secret).Verify(Id, "1734425919", Signature, Body));
        Assert.Equal(LoopsWebhookVerdict.WrongSignature, Of(WebhookApp.Secret).Verify(Id, "01734425918", Signature, Body));
        Assert.Equal(LoopsWebhookVerdict.WrongSignature, Of(WebhookApp.OtherSecret).Verify(Id, Timestamp, Signature, Body));
    }

    [Theory]
    [InlineData("dnzngantb2xx+MTuMbKTAvwBU/9QnF1kt7/syW+BhAo=")]
    [InlineData("v2,dnzngantb2xx+MTuMbKTAvwBU/9QnF1kt7/syW+BhAo=")]
    [InlineData("v1dnzngantb2xx+MTuMbKTAvwBU/9QnF1kt7/syW+BhAo=")]
    [InlineData("v1,")]
    [InlineData("v1,dnzngantb2xx")]
    [InlineData("v1,not base64")]
    [InlineData("v1,dnzngantb2xx+MTuMbKTAvwBU/9QnF1kt7/syW+BhAo=AAAA")]
    [InlineData("v1,AAAAgantb2xx+MTuMbKTAvwBU/9QnF1kt7/syW+BhAo=,v1")]
    public void A_signature_of_another_form_does_not_fit(string signature)
        => Assert.Equal(LoopsWebhookVerdict.WrongSignature, Of(WebhookApp.Secret).Verify(Id, Timestamp, signature, Body));

    [Fact]
    public void One_of_several_signatures_has_to_fit_wherever_it_stands()
    {
        var others = Enumerable.Range(1, 4).Select(i => new LoopsWebhookSignature(Convert.ToBase64String([(byte)i])).Sign(Id, _time.GetUtcNow(), Body)).ToArray();

        for (var place = 0; place <= others.Length; place++)
        {
            var header = string.Join(' ', [.. others[..place], Signature, .. others[place..]]);
            Assert.Equal(LoopsWebhookVerdict.Valid, Of(WebhookApp.Secret).Verify(Id, Timestamp, header, Body));
        }
        Assert.Equal(LoopsWebhookVerdict.WrongSignature, Of(WebhookApp.Secret).Verify(Id, Timestamp, string.Join(' ', others), Body));
        Assert.Equal(LoopsWebhookVerdict.Valid, Of(WebhookApp.Secret).Verify(Id, Timestamp, $"v1a,xyz  v2,abc {Signature} ", Body));
    }

    [Fact]
    public void While_secrets_rotate_the_old_and_the_new_one_do()
    {
        var both = Of(WebhookApp.OtherSecret, WebhookApp.Secret);
        var other = new LoopsWebhookSignature(WebhookApp.OtherSecret).Sign(Id, _time.GetUtcNow(), Body);

        Assert.Equal(LoopsWebhookVerdict.Valid, both.Verify(Id, Timestamp, Signature, Body));
        Assert.Equal(LoopsWebhookVerdict.Valid, both.Verify(Id, Timestamp, other, Body));
        Assert.Equal(other, both.Sign(Id, _time.GetUtcNow(), Body));
        Assert.Equal(LoopsWebhookVerdict.WrongSignature, Of(WebhookApp.OtherSecret).Verify(Id, Timestamp, Signature, Body));
    }

    [Theory]
    [InlineData(300, LoopsWebhookVerdict.Valid)]
    [InlineData(301, LoopsWebhookVerdict.Stale)]
    [InlineData(-300, LoopsWebhookVerdict.Valid)]
    [InlineData(-301, LoopsWebhookVerdict.Stale)]
    public void The_timestamp_is_at_most_five_minutes_from_now(int age, LoopsWebhookVerdict verdict)
    {
        var signature = Of(WebhookApp.Secret);
        var time = _time.GetUtcNow().AddSeconds(-age);

        Assert.Equal(verdict, signature.Verify(Id, $"{time.ToUnixTimeSeconds()}", signature.Sign(Id, time, Body), Body));
    }

    [Fact]
    public void The_tolerance_can_be_another_and_a_wrong_signature_stays_wrong_at_any_age()
    {
        _time.Advance(TimeSpan.FromDays(3650));

        Assert.Equal(LoopsWebhookVerdict.Valid, new LoopsWebhookSignature(WebhookApp.Secret) { TimeProvider = _time, Tolerance = TimeSpan.MaxValue }.Verify(Id, Timestamp, Signature, Body));
        Assert.Equal(LoopsWebhookVerdict.Stale, Of(WebhookApp.Secret).Verify(Id, Timestamp, Signature, Body));
        Assert.Equal(LoopsWebhookVerdict.WrongSignature, Of(WebhookApp.OtherSecret).Verify(Id, Timestamp, Signature, Body));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LoopsWebhookSignature(WebhookApp.Secret) { Tolerance = TimeSpan.Zero });
    }

    [Theory]
    [InlineData(null, Timestamp, Signature)]
    [InlineData(" ", Timestamp, Signature)]
    [InlineData(Id, null, Signature)]
    [InlineData(Id, "", Signature)]
    [InlineData(Id, "-1734425918", Signature)]
    [InlineData(Id, " 1734425918", Signature)]
    [InlineData(Id, "1734425918.0", Signature)]
    [InlineData(Id, "2024-12-17T08:58:38Z", Signature)]
    [InlineData(Id, "99999999999999999999", Signature)]
    [InlineData(Id, Timestamp, null)]
    [InlineData(Id, Timestamp, "")]
    public void Without_an_id_a_number_of_seconds_and_a_signature_it_is_malformed(string? id, string? timestamp, string? signature)
        => Assert.Equal(LoopsWebhookVerdict.Malformed, Of(WebhookApp.Secret).Verify(id, timestamp, signature, Body));

    [Theory]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("whsec_not-base64")]
    [InlineData("sk_c3VwZXItc2VjcmV0LWtleS1ieXRlcw==")]
    public void A_text_that_is_no_secret_is_refused_without_repeating_it(string secret)
    {
        var exception = Assert.Throws<ArgumentException>(() => new LoopsWebhookSignature(WebhookApp.Secret, secret));

        Assert.Contains("Settings → Webhooks", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not-base64", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new LoopsWebhookSignature());
    }

    private LoopsWebhookSignature Of(params string[] secrets) => new(secrets) { TimeProvider = _time };
}
