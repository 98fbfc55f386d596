using System.Text.Json;
using System.Text.Json.Nodes;
using MeshLens.Core.Identity;
using MeshLens.Kubernetes.Api;
using MeshLens.Kubernetes.Mesh;
using Microsoft.Extensions.Time.Testing;
using static MeshLens.Kubernetes.Tests.FakeApi.FakeObjects;

namespace MeshLens.Kubernetes.Tests.Mesh;

/// <summary>Pieces of a cluster, in every order.</summary>
public sealed class ClusterMeshTests
{
    private const string Edge = """{"istio.io/use-waypoint":"edge"}""";

    private readonly IdentityIndex _index = new();
    private readonly ClusterMesh _mesh;

    public ClusterMeshTests()
    {
        var feed = _index.AddFeed(MeshSource.Kubernetes, "k1");
        feed.IsLive = true;
        _mesh = new(new() { Name = "k1", Server = new("http://127.0.0.1") }, feed, new FakeTimeProvider());
    }

    public static TheoryData<int[]> Orders
    {
        get
        {
            var orders = new TheoryData<int[]>();
            foreach (var a in Enumerable.Range(0, 4))
            {
                foreach (var b in Enumerable.Range(0, 4).Where(b => b != a))
                {
                    foreach (var c in Enumerable.Range(0, 4).Where(c => c != a && c != b))
                    {
                        orders.Add([a, b, c, 6 - a - b - c]);
                    }
                }
            }

            return orders;
        }
    }

    [Theory, MemberData(nameof(Orders))]
    public void Put_PiecesInAnyOrder_MakeTheSameWhole(int[] order)
    {
        foreach (var piece in order)
        {
            switch (piece)
            {
                case 0: PutPod(Replica("pay", "10.0.0.1")); break;
                case 1: PutService(Service("pay", "10.96.0.1", 80)); break;
                case 2: PutSlice(Slice("pay", 8080, "pay-7d9f-abcde")); break;
                default: PutNode(Node("n1", "172.16.0.1", "z1")); break;
            }
        }

        var found = Resolve("10.0.0.1", 8080)!.Value;

        Assert.Equal(("pay", 80, "pay", "z1", "r", "n1"), (found.Service!.Name, found.Port, found.Workload!.Name, found.Workload.Zone, found.Workload.Region, found.Workload.Node));
        Assert.Equal(("pay", 80), (Resolve("10.96.0.1", 80)!.Value.Service!.Name, Resolve("10.96.0.1", 80)!.Value.Port));
    }

    [Fact]
    public void Put_ServicePortChanges_MovesItsPods()
    {
        PutPod(Replica("pay", "10.0.0.1"));
        PutSlice(Slice("pay", 8080, "pay-7d9f-abcde"));
        PutService(Service("pay", "10.96.0.1", 80));
        PutService(Service("pay", "10.96.0.1", 81));

        Assert.Equal(81, Resolve("10.0.0.1", 8080)!.Value.Port);
    }

    [Fact]
    public void Put_PodLeavesItsSlice_IsNoLongerOfTheService()
    {
        PutPod(Replica("pay", "10.0.0.1"));
        PutService(Service("pay", "10.96.0.1", 80));
        PutSlice(Slice("pay", 8080, "pay-7d9f-abcde"));
        PutSlice(Slice("pay", 8080));

        Assert.Null(Resolve("10.0.0.1", 8080)!.Value.Service);
    }

    [Fact]
    public void Put_HeadlessService_HasNoAddressOfItsOwn()
    {
        PutPod(Replica("db", "10.0.0.1"));
        PutService(Service("db", "None", 5432));
        PutSlice(Slice("db", 5432, "db-7d9f-abcde"));

        Assert.Equal(("db", true), (Resolve("10.0.0.1", 5432)!.Value.Service!.Name, Resolve("10.0.0.1", 5432)!.Value.Service!.Content!.IsHeadless));
    }

    [Fact]
    public void Put_EndpointsWrittenByHand_AreKnownByPort()
    {
        PutService(Service("legacy", "10.96.0.7", 80));
        PutSlice(OutsideSlice("legacy", 9000, "192.168.1.5"));
        Assert.Equal(("legacy", 80), (Resolve("192.168.1.5", 9000)!.Value.Service!.Name, Resolve("192.168.1.5", 9000)!.Value.Port));
        Assert.Null(Resolve("192.168.1.5", 22));

        PutSlice(OutsideSlice("legacy", 9000, "192.168.1.6"));

        Assert.True(Resolve("192.168.1.5", 9000)!.Value.IsPast);
        Assert.False(Resolve("192.168.1.6", 9000)!.Value.IsPast);
    }

    [Fact]
    public void Put_HostNetworkPod_IsTheProcessOrThePort()
    {
        PutNode(Node("n1", "172.16.0.1", "z1"));
        PutPod(Pod("agent", "172.16.0.1", extra: ""","hostNetwork":true"""));

        Assert.Equal(AddressMatch.Node, Resolve("172.16.0.1", 9999)!.Value.Match);
        Assert.Equal("agent", _index.Resolve(new() { Key = Key("172.16.0.1"), Node = "n1", Cluster = "k1", PodUid = UidOf("agent") })!.Value.Workload!.Name);
    }

    [Fact]
    public void Put_StatefulSetPodComesAgain_IsAnother()
    {
        PutPod(Pod("db-0", "10.0.0.1"));
        var second = Pod("db-0", "10.0.0.2");
        second["metadata"]!["uid"] = Guid.NewGuid().ToString();
        PutPod(second);

        Assert.True(Resolve("10.0.0.1")!.Value.IsPast);
        Assert.False(Resolve("10.0.0.2")!.Value.IsPast);
    }

    [Theory]
    [InlineData("ReplicaSet", "web-5f4d", "web-5f4d-x1", "5f4d", "web")]
    [InlineData("ReplicaSet", "bare", "bare-x1", "", "bare")]
    [InlineData("StatefulSet", "db", "db-0", "", "db")]
    [InlineData("DaemonSet", "agent", "agent-x", "", "agent")]
    [InlineData("Job", "backup-29012345", "backup-29012345-x", "", "backup")]
    [InlineData("Job", "migrate-7", "migrate-7-x", "", "migrate-7")]
    [InlineData("Node", "n1", "kube-proxy-n1", "", "kube-proxy")]
    public void OwnerName_OfEachKind_IsWhatPeopleDeployed(string kind, string owner, string pod, string hash, string expected) =>
        Assert.Equal(expected, OwnerName.Of(new()
        {
            Name = pod,
            Labels = new() { ["pod-template-hash"] = hash },
            OwnerReferences = [new() { Kind = kind, Name = owner, Controller = true }],
        }));

    [Theory]
    [InlineData("""{"annotations":{"ambient.istio.io/redirection":"enabled"}}""", MeshTunnel.Hbone)]
    [InlineData("""{"annotations":{"sidecar.istio.io/status":"{}"}}""", MeshTunnel.Sidecar)]
    [InlineData("{}", MeshTunnel.None)]
    public void Put_PodOfAMesh_SaysHowItIsReached(string meta, MeshTunnel expected)
    {
        var pod = Pod("pay", "10.0.0.1");
        foreach (var (name, value) in JsonNode.Parse(meta)!.AsObject())
        {
            pod["metadata"]![name] = value!.DeepClone();
        }

        PutPod(pod);

        Assert.Equal(expected, Resolve("10.0.0.1")!.Value.Workload!.Tunnel);
    }

    [Theory]
    [InlineData("""{"prometheus.io/scrape":"true","prometheus.io/port":"15020","prometheus.io/path":"/stats/prometheus"}""", 15020)]
    [InlineData("""{"prometheus.io/port":"15999","prometheus.io/path":"/stats/prometheus"}""", 15999)]
    [InlineData("""{"status.sidecar.istio.io/port":"15777","prometheus.io/port":"9090","prometheus.io/path":"/metrics"}""", 15777)]
    [InlineData("""{"prometheus.io/scrape":"true","prometheus.io/port":"9090","prometheus.io/path":"/metrics"}""", 0)]
    [InlineData("""{"status.sidecar.istio.io/port":"70000"}""", 0)]
    [InlineData("""{"status.sidecar.istio.io/port":"-1"}""", 0)]
    [InlineData("{}", 0)]
    public void Put_PodThatTellsItsPort_IsAskedForMetricsThere(string annotations, int expected)
    {
        var pod = Pod("pay", "10.0.0.1");
        pod["metadata"]!["annotations"] = JsonNode.Parse(annotations);

        PutPod(pod);

        Assert.Equal(expected, Resolve("10.0.0.1")!.Value.Workload!.MetricsPort);
    }

    [Theory]
    [InlineData("{}", "shop/edge.shop.svc.cluster.local")]
    [InlineData("""{"istio.io/use-waypoint":"own"}""", "shop/own.shop.svc.cluster.local")]
    [InlineData("""{"istio.io/use-waypoint":"own","istio.io/use-waypoint-namespace":"infra"}""", "infra/own.infra.svc.cluster.local")]
    [InlineData("""{"istio.io/use-waypoint":"none"}""", "")]
    public void Put_NamespaceWithAWaypoint_IsThatOfItsServicesUnlessTheySayOtherwise(string labels, string expected)
    {
        foreach (var namespaceFirst in (bool[])[true, false])
        {
            var service = Service("pay", "10.96.0.1", 80);
            service["metadata"]!["labels"] = JsonNode.Parse(labels);
            Act(namespaceFirst, () => PutNamespace("shop", Edge), () => PutService(service));

            Assert.Equal(expected, Resolve("10.96.0.1", 80)!.Value.Service!.Content!.Waypoint);
            PutNamespace("shop", "{}");
            Assert.Equal(labels == "{}" ? "" : expected, Resolve("10.96.0.1", 80)!.Value.Service!.Content!.Waypoint);
        }
    }

    [Fact]
    public void Put_NamespaceWithAWaypoint_IsNotThatOfOtherNamespacesNorOfPods()
    {
        PutService(Service("pay", "10.96.0.1", 80));
        PutPod(Replica("pay", "10.0.0.1"));

        PutNamespace("shop-2", Edge);
        Assert.Equal("", Resolve("10.96.0.1", 80)!.Value.Service!.Content!.Waypoint);
        PutNamespace("shop", Edge);

        Assert.NotEqual("", Resolve("10.96.0.1", 80)!.Value.Service!.Content!.Waypoint);
        Assert.Equal("", Resolve("10.0.0.1")!.Value.Workload!.Waypoint);
    }

    private static void Act(bool inOrder, Action first, Action second)
    {
        (inOrder ? first : second)();
        (inOrder ? second : first)();
    }

    private void PutNamespace(string name, string labels) => _mesh.Namespaces.Put(Read(Namespace(name, labels), KubernetesJson.Default.WatchEventNamespace));

    private static AddressKey Key(string address) => AddressKey.TryParse(address, out var key) ? key : default;

    private AddressIdentity? Resolve(string address, int port = 0) => _index.Resolve(new() { Key = Key(address), Port = port, Node = "n1", Cluster = "k1" });

    private void PutPod(JsonObject item) => _mesh.Pods.Put(Read(item, KubernetesJson.Default.WatchEventPod));

    private void PutService(JsonObject item) => _mesh.Services.Put(Read(item, KubernetesJson.Default.WatchEventService));

    private void PutSlice(JsonObject item) => _mesh.Slices.Put(Read(item, KubernetesJson.Default.WatchEventEndpointSlice));

    private void PutNode(JsonObject item) => _mesh.Nodes.Put(Read(item, KubernetesJson.Default.WatchEventNode));

    private static T Read<T>(JsonObject item, System.Text.Json.Serialization.Metadata.JsonTypeInfo<WatchEvent<T>> type)
        where T : KubernetesObject =>
        JsonSerializer.Deserialize($$"""{"type":"ADDED","object":{{item.ToJsonString()}} }""", type)!.Object!;
}
