using MeshLens.Grains.Mesh;

namespace MeshLens.Api.Tests.Fakes;

internal sealed class FakeMeshDirectory : IMeshDirectory
{
    public Task<ProxyConfigurationView> Configuration(string proxy, CancellationToken cancellationToken) => Task.FromResult(new ProxyConfigurationView
    {
        Proxy = proxy,
        ServedBy = "https://istiod:15012/",
        Resources = new Dictionary<string, IReadOnlyList<string>> { ["CDS"] = ["outbound|80||pay"] },
        NotSeen = ["No endpoints."],
    });

    public MeshStatus Status() => new()
    {
        ControlPlanes =
        [
            new()
            {
                Addresses = ["https://istiod.istio-system.svc:15012/"], ServedBy = "https://istiod.istio-system.svc:15012/", Identifier = "istiod-1.30.1",
                State = "stale", Since = FakeAnswers.Start, Reason = "Unavailable: connection refused", ReadAs = "sidecar~10.0.0.1~meshlens-0.istio-system~istio-system.svc.cluster.local",
                Streams = 3, Acknowledged = 12, Rejected = 1, Resources = new Dictionary<string, int> { ["CDS"] = 41, ["Address"] = 87 }, Workloads = 48, Services = 39,
                Proxies = new()
                {
                    At = FakeAnswers.Start, Versions = new Dictionary<string, int> { ["1.30.1"] = 40 },
                    NotInStep = [new("pay.shop", "1.30.1", "LDS", "error", "duplicate listener")], NotInStepTotal = 1,
                },
                NotSeen = ["The proxies of https://10.0.0.2:15012/ cannot be seen: it did not answer within 10 s."],
            },
        ],
        Clusters =
        [
            new()
            {
                Name = "k1", Server = "https://10.96.0.1/", Live = true, Workloads = 48, Services = 39, Nodes = 2,
                Kinds = [new("pods", "live", FakeAnswers.Start, "", 1, 230)],
            },
        ],
        Metrics = new()
        {
            Targets = new Dictionary<string, int> { ["sidecar"] = 40, ["ztunnel"] = 2 },
            Answering = 41,
            Failing = 1,
            NotAsked = 1,
            Series = 5200,
            SeriesLeftOut = 3,
            NotAnswering = [new("shop/pay-1", "sidecar", "http://10.0.0.1:15090/stats/prometheus", "refused", "The answer was 503.", FakeAnswers.Start, 4)],
            Scrapes = 900,
            Failed = 4,
            Skipped = 2,
            Placing = new(870, new Dictionary<string, long> { ["severalPorts"] = 12 }, [new("shop/web", "shop/cart", SeveralPorts: true)]),
        },
        Addresses = 91,
        Missing = ["Names come from processes alone: name a control plane with --istiod."],
    };
}
