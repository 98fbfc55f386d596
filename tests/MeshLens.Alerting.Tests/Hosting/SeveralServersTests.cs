using System.Text.Json;
using MeshLens.Alerting.Evaluation;
using static MeshLens.Alerting.Tests.Fakes.Edges;

namespace MeshLens.Alerting.Tests.Hosting;

public sealed class SeveralServersTests
{
    [Fact]
    public async Task Alert_OfTwoServers_IsToldOnceAndBothShowIt()
    {
        await using var servers = await TwoServers.Start();
        servers.Edges = [Slow("web", "pay", Way("n1", "n2"))];

        await Eventually.Holds("both servers to show it", () => servers.Reports().All(static report => report.Firing.Count == 1));
        await Eventually.Holds("the webhook to be told", () => !servers.Receiver.Got.IsEmpty);
        Assert.InRange(servers.OnDuty().Count, 0, 1);
        Assert.Single(servers.Reports().Select(static report => report.Firing[0].Id).Distinct());

        servers.Edges = [Healthy("web", "pay", Way("n1", "n2"))];
        await Eventually.Holds("the webhook to be told of the end", () => servers.Receiver.Got.Count >= 2);
        await Eventually.Holds("both servers to show the end", () => servers.Reports().All(static report => report.Firing.Count == 0));
        AssertToldOnceEach(servers);
    }

    [Fact]
    public async Task Alert_WhoseServerIsLostWhileItFires_GoesOnAndEndsOnTheOther()
    {
        await using var servers = await TwoServers.Start();
        servers.Edges = [Slow("web", "pay", Way("n1", "n2"))];
        await Eventually.Holds("the webhook to be told", () => !servers.Receiver.Got.IsEmpty);
        var before = await servers.OneOnDuty();

        await servers.Kill(before);
        await Eventually.Holds("the other server to have the duty", () => servers.OnDuty() is [var now] && now != before);
        await Eventually.Holds("the alert to be there", () => servers.Reports() is [{ Firing.Count: 1 }]);
        servers.Edges = [Healthy("web", "pay", Way("n1", "n2"))];
        await Eventually.Holds("the webhook to be told of the end", () => servers.Receiver.Got.Count >= 2);

        AssertToldOnceEach(servers);
    }

    private static void AssertToldOnceEach(TwoServers servers)
    {
        var told = servers.Receiver.Got.Select(static got => JsonSerializer.Deserialize(got.Body, AlertingJson.Default.WebhookBody)!).ToList();
        Assert.Equal([AlertState.Firing, AlertState.Resolved], told.Select(static body => body.Alert.State));
        Assert.Single(told.Select(static body => body.Alert.Id).Distinct());
    }
}
