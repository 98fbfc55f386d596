using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MeshLens.Alerting.Sinks;
using MeshLens.Alerting.Templates;
using MeshLens.Alerting.Tests.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace MeshLens.Alerting.Tests.Sinks;

public sealed class WebhookSinkTests : IDisposable
{
    private readonly string _secret = Path.GetTempFileName();
    private readonly FakeTimeProvider _time = new(Edges.Noon);

    public WebhookSinkTests() => File.WriteAllText(_secret, "open sesame\n");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => File.Delete(_secret);

    [Fact]
    public async Task Tell_Alert_IsSignedAndWhole()
    {
        await using var receiver = await Receiver.Start();

        await Create(receiver.Url).Tell([Alerts.Firing("a1", Edges.Noon)], Token);

        var (headers, body) = Assert.Single(receiver.Got);
        var signed = Encoding.ASCII.GetBytes($"{Edges.Noon.ToUnixTimeSeconds()}.").Concat(body).ToArray();
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData("open sesame"u8, signed));
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"t={Edges.Noon.ToUnixTimeSeconds()},v1={expected}"), headers["MeshLens-Signature"]);
        Assert.Equal("a1-firing", headers["MeshLens-Delivery"]);
        var document = JsonElement.Parse(body);
        Assert.Equal("a1-firing", document.GetProperty("delivery").GetString());
        Assert.Equal("firing", document.GetProperty("alert").GetProperty("state").GetString());
        Assert.Equal("nodePair", document.GetProperty("alert").GetProperty("subject").GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Tell_Template_IsFilledInAndStaysJson()
    {
        await using var receiver = await Receiver.Start();

        await Create(receiver.Url, """{"text": "{{state}}: {{sentence}} ({{labels.nodes}})"}""").Tell([Alerts.Firing("a1", Edges.Noon)], Token);

        Assert.Equal("firing: It is \"slow\". (a1)", JsonElement.Parse(Assert.Single(receiver.Got).Body).GetProperty("text").GetString());
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, false)]
    [InlineData(HttpStatusCode.TooManyRequests, false)]
    [InlineData(HttpStatusCode.Unauthorized, false)]
    [InlineData(HttpStatusCode.BadRequest, true)]
    public async Task Tell_Refused_SaysWhetherTryingAgainHelps(HttpStatusCode answer, bool forGood)
    {
        await using var receiver = await Receiver.Start();
        receiver.Answer = answer;

        var refused = await Assert.ThrowsAsync<SinkException>(() => Create(receiver.Url).Tell([Alerts.Firing("a1", Edges.Noon)], Token));

        Assert.Equal(forGood, refused.ForGood);
        Assert.Contains($"it answered {(int)answer}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tell_NobodyThere_IsAReasonAndNoCrash()
    {
        // Bound, so that nobody else gets the port, and not listening.
        using var nobody = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        Assert.NotEmpty((await Assert.ThrowsAsync<SinkException>(() => Create(new($"http://{nobody.LocalEndPoint}")).Tell([Alerts.Firing("a1", Edges.Noon)], Token))).Message);
    }

    [Fact]
    public void Address_UserAndQuery_AreNotShown() =>
        Assert.Equal("https://chat.example.org/hooks/4", Create(new("https://user:pass@chat.example.org/hooks/4?token=abc")).Address);

    private WebhookSink Create(Uri url, string? body = null)
    {
        var options = new SinkOptions { Name = "chat", Kind = SinkOptions.Webhook, Url = url, SecretFile = _secret, Body = body is null ? null : Template.Parse(body) };
        return new(options, new SinkHttp(options), _time);
    }
}
