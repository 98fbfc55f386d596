using System.Net;
using System.Security.Cryptography;
using System.Text;
using MeshLens.Api.Tests.Fakes;
using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;

namespace MeshLens.Api.Tests.Pages;

public sealed class DiagnosisPageTests
{
    private const string Markup = "<script>alert(1)</script>\"'&";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_Verdict_SaysWhoAndSinceWhenAndWhatToDo()
    {
        await using var api = await ApiUnderTest.Create(now: FakeAnswers.Start.AddMinutes(5));
        api.Answers.Diagnosis = api.Answers.Diagnosis with
        {
            NextSteps = ["Look at the link of node-2.", "Then at its queue."],
        };

        var page = await Read(api);

        Assert.Equal("network/syn-loss · shop/frontend → shop/payments:8080", page.Title);
        Assert.Equal("network/syn-loss", page.Text("class"));
        Assert.Equal("confidence 97 %, failures, since 2026-01-02 03:04:00 UTC (5 min)", page.Text("about"));
        Assert.Equal("Connection requests are lost.", page.Text("summary"));
        Assert.Equal(["Look at the link of node-2.", "Then at its queue."], page.Lines("What to do"));
    }

    [Fact]
    public async Task Page_Shares_AreDrawnToScale()
    {
        await using var api = await ApiUnderTest.Create();
        api.Answers.Diagnosis = api.Answers.Diagnosis with
        {
            Latency = new() { ObservedMs = new(61.25, 50, 90, 120), BaselineMs = new(10, 9, 12, 20), ExcessMs = 51.25, Shares = new(0.75, 0, 0.2, 0.05) },
        };

        var page = await Read(api);

        Assert.Equal("51.3 ms more than usual: mean 61.3 ms (usually 10), p50 50, p90 90, p99 120", page.Text("figures"));
        Assert.Equal(["0+750", "750+0", "750+200", "950+50"], page.All("rect").Select(static bar => $"{bar.Attribute("x")!.Value}+{bar.Attribute("width")!.Value}"));
    }

    [Fact]
    public async Task Page_NeverSeenWell_HasNothingMoreThanUsual()
    {
        await using var api = await ApiUnderTest.Create();
        api.Answers.Diagnosis = api.Answers.Diagnosis with { Latency = new() { ObservedMs = new(61.25, 50, 90, 120), Shares = new(1, 0, 0, 0) } };

        Assert.Equal("mean 61.3 ms (never seen well), p50 50, p90 90, p99 120", (await Read(api)).Text("figures"));
    }

    [Fact]
    public async Task Page_NoWindowYet_ShowsWhatIsKeptOfTheLastHour()
    {
        await using var api = await ApiUnderTest.Create(now: FakeAnswers.Start);
        api.Answers.Diagnosis = new() { Edge = api.Answers.Diagnosis.Edge, Verdict = new() { Summary = "Waiting for traffic." } };
        api.Answers.Kept = new([new() { Window = WindowGrid.IndexOf(FakeAnswers.Start) - 1, Requests = 3, MeanMs = 2, P99Ms = 4, Cause = Cause.Healthy }], []);

        using var response = await api.Client.GetAsync($"/edges/{FakeAnswers.Known}", Token);
        var text = await response.Content.ReadAsStringAsync(Token);

        Assert.Contains("The last hour", new PageReader(text).Headings);
        Assert.DoesNotContain("0001-01-01", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("?refresh=off", false)]
    public async Task Page_Refresh_CanBeStopped(string query, bool refreshes)
    {
        await using var api = await ApiUnderTest.Create();

        var page = new PageReader(await api.Client.GetStringAsync($"/edges/{FakeAnswers.Known}{query}", Token));

        Assert.Equal(refreshes, page.All("meta").Any(static meta => meta.Attribute("http-equiv")?.Value == "refresh"));
    }

    [Fact]
    public async Task Page_EverySection_IsThereWhereThereIsSomething()
    {
        await using var api = await ApiUnderTest.Create();
        api.Answers.Diagnosis = api.Answers.Diagnosis with
        {
            Latency = new() { Components = [new("connect", Leg.ProxyToProxy, 12.345, null, SourceKind.AccessLog, AccessReporter.Client)] },
            Evidence = [new("tcp.handshake.p99", 1012, "ms", 0.4, "kernel", VerdictClass.Network, new("fault-delay", "VirtualService shop/payments", "fault.delay", 50))],
            Exonerated = [new(VerdictClass.Application, "its own time is as usual")],
            Findings = [new("fault-delay", "error", "VirtualService shop/payments", "fault.delay", "Half of the requests wait.", "Take it away.")],
            Legs = [new() { Leg = Leg.ProxyToProxy, ClientSeen = true, Connections = 3, Requests = 40, MeanMs = 2.5 }],
            Endpoints = [new() { Address = "10.0.0.1:80", Requests = 30, Share = 0.75 }, new() { Address = "10.0.0.2:80", Requests = 10, Share = 0.25, Failures = 2 }],
            Exemplars = [new() { End = End.Server, Local = "10.0.0.1:80", Remote = "10.0.0.9:41000", HandshakeNs = 1_500_000, Failure = FailureReason.Refused, At = FakeAnswers.Start }],
            Missing = ["The server's node has no agent."],
            Notes = ["State was restored."],
            Coverage = [new(SourceKind.Kernel, null, true, 0.98f), new(SourceKind.Metrics, null, false, null)],
        };
        api.Answers.Kept = new([], [new() { Cause = Cause.NetworkSynLoss, Since = FakeAnswers.Start, PeakExcessMs = 51.5, Summary = "Lost." }]);

        var page = await Read(api);

        Assert.Equal(
            ["Where the time goes", "Evidence", "Cleared", "Findings in the configuration", "Hops", "Replicas", "Worst connections", "Incidents", "Missing", "Notes", "Sources"],
            page.Headings);
        Assert.Equal([["connect", "proxy-proxy", "12.3", "–", "access-log, client's proxy"]], page.Rows("Where the time goes"));
        Assert.Equal([["tcp.handshake.p99", "1012", "0.4", "ms", "kernel", "network", "50: fault-delay VirtualService shop/payments fault.delay"]], page.Rows("Evidence"));
        Assert.Equal([["proxy-proxy", "client", "3", "40", "0", "2.5", ""]], page.Rows("Hops"));
        Assert.Equal(["10.0.0.2:80", "10", "25 %", "2"], new[] { 0, 2, 3, 7 }.Select(column => page.Rows("Replicas")[1][column]));
        Assert.Equal([["03:04:00.000", "10.0.0.9:41000", "10.0.0.1:80", "1.5", "–", "0", "0", "refused", ""]], page.Rows("Worst connections"));
        Assert.Equal([["2026-01-02 03:04:00 UTC", "lasts", "network/syn-loss", "51.5", "Lost."]], page.Rows("Incidents"));
        Assert.Equal(["kernel: 98 % of the requests"], page.Lines("Sources"));
    }

    [Fact]
    public async Task Page_NamesWithMarkup_AreShownAsTheyAre()
    {
        await using var api = await ApiUnderTest.Create();
        api.Answers.Diagnosis = api.Answers.Diagnosis with
        {
            Edge = new(FakeAnswers.Known.ToString(), new("shop", Markup, PartyKind.Workload), new("shop", "payments", PartyKind.Service, 8080)),
            Notes = [Markup],
        };

        var page = await Read(api);

        Assert.Empty(page.All("script"));
        Assert.Equal($"network/syn-loss · shop/{Markup} → shop/payments:8080", page.Title);
        Assert.Equal([Markup], page.Lines("Notes"));
    }

    [Fact]
    public async Task Page_Browser_MayTakeItsStyleAndNothingElse()
    {
        await using var api = await ApiUnderTest.Create();

        using var response = await api.Client.GetAsync($"/edges/{FakeAnswers.Known}", Token);
        var page = new PageReader(await response.Content.ReadAsStringAsync(Token));

        var style = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(page.All("style").Single().Value)));
        Assert.Equal(
            $"default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
    }

    [Fact]
    public async Task Page_Links_LeadToAnswers()
    {
        await using var api = await ApiUnderTest.Create(withConfiguration: true);
        api.Answers.Diagnosis = api.Answers.Diagnosis with { Coverage = [new(SourceKind.Configuration, null, true, null)] };
        var address = new Uri(api.Client.BaseAddress!, $"/edges/{FakeAnswers.Known}");

        var links = (await Read(api)).Links.ToList();

        Assert.Equal(5, links.Count);
        foreach (var link in links)
        {
            using var response = await api.Client.GetAsync(new Uri(address, link), Token);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Fact]
    public async Task Page_NameOfAnyCharacters_IsFoundAndLeadsOn()
    {
        await using var api = await ApiUnderTest.Create();
        api.Answers.Edge = FakeAnswers.Known with { SourceName = "a~b/c d%7E?e#f" };
        api.Answers.Diagnosis = api.Answers.Diagnosis with { Edge = api.Answers.Diagnosis.Edge with { Id = api.Answers.Edge.ToString() } };
        var address = new Uri(api.Client.BaseAddress!, $"/edges/{Uri.EscapeDataString(api.Answers.Edge.ToString())}");

        var page = new PageReader(await api.Client.GetStringAsync(address, Token));

        foreach (var link in page.Links)
        {
            using var response = await api.Client.GetAsync(new Uri(address, link), Token);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{link} answered {response.StatusCode}");
        }
    }

    [Fact]
    public async Task Page_NoControlPlane_HasNoLinkToConfiguration()
    {
        await using var api = await ApiUnderTest.Create();
        api.Answers.Diagnosis = api.Answers.Diagnosis with { Coverage = [new(SourceKind.Configuration, null, false, null)] };

        Assert.DoesNotContain((await Read(api)).Links, static link => link.EndsWith("/config", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_SlashBehindTheId_LeadsToThePage()
    {
        await using var api = await ApiUnderTest.Create();

        using var response = await api.Client.GetAsync($"/edges/{FakeAnswers.Known}/", Token);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal($"/edges/{FakeAnswers.Known}", new Uri(new Uri("http://lens/edges/x/"), response.Headers.Location!).AbsolutePath);
    }

    [Fact]
    public async Task Page_HeadersAlone_AreGiven()
    {
        await using var api = await ApiUnderTest.Create();

        using var request = new HttpRequestMessage(HttpMethod.Head, $"/edges/{FakeAnswers.Known}");
        using var response = await api.Client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Page_IdWithMarkup_IsShownAsItIs()
    {
        await using var api = await ApiUnderTest.Create();

        using var response = await api.Client.GetAsync($"/edges/{Uri.EscapeDataString("<b>x")}", Token);
        var page = new PageReader(await response.Content.ReadAsStringAsync(Token));

        Assert.Empty(page.All("b"));
        Assert.Contains("'<b>x'", page.Text("summary"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("k8s1~shop~a~shop~b~80", HttpStatusCode.NotFound)]
    [InlineData("payments", HttpStatusCode.BadRequest)]
    public async Task Page_NoSuchEdge_SaysSoToAPerson(string id, HttpStatusCode status)
    {
        await using var api = await ApiUnderTest.Create();

        using var response = await api.Client.GetAsync($"/edges/{id}", Token);

        Assert.Equal(status, response.StatusCode);
        Assert.Contains(id, new PageReader(await response.Content.ReadAsStringAsync(Token)).Text("summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_InsideFails_GivesAwayNothing()
    {
        await using var api = await ApiUnderTest.Create();
        api.Answers.Failure = new InvalidOperationException("secret of the inside");

        using var response = await api.Client.GetAsync($"/edges/{FakeAnswers.Known}", Token);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    private static async Task<PageReader> Read(ApiUnderTest api) => new(await api.Client.GetStringAsync($"/edges/{FakeAnswers.Known}", Token));
}
