using System.Text;
using CsCheck;
using MeshLens.Core.Identity;
using MeshLens.Kubernetes.Api;
using MeshLens.Kubernetes.Mesh;
using MeshLens.Kubernetes.Tests.FakeApi;
using Microsoft.Extensions.Time.Testing;

namespace MeshLens.Kubernetes.Tests.Api;

/// <summary>Whatever comes instead of a watch is an object, or one kind of failure: a reader survives it.</summary>
public sealed class FuzzTests
{
    private static readonly byte[] Watch = Encoding.UTF8.GetBytes(string.Join('\n',
    [
        Line(FakeObjects.Replica("pay", "10.0.0.1")), Line(FakeObjects.Pod("cart", "10.0.0.2", extra: ""","hostNetwork":true""")),
        Line(FakeObjects.Service("pay", "10.96.0.1", 80, nodePort: 30080)), Line(FakeObjects.Slice("pay", 8080, "pay-7d9f-abcde")),
        Line(FakeObjects.OutsideSlice("old", 9000, "192.168.1.5")), Line(FakeObjects.Node("n1", "172.16.0.1", "z1")), "",
    ]));

    private static readonly string[] Nulled =
    [
        """{"type":"ADDED","object":{"metadata":{"name":"a","ownerReferences":[null],"labels":{"x":null}},"status":{"podIPs":[null],"conditions":[null]}}}""",
        """{"type":"ADDED","object":{"metadata":{"name":"a","labels":{"kubernetes.io/service-name":"s"}},"endpoints":[null,{"addresses":[null]}],"ports":[null]}}""",
        """{"type":"ADDED","object":{"metadata":{"name":"a"},"spec":{"ports":[null],"clusterIPs":[null]},"status":{"loadBalancer":{"ingress":[null]},"addresses":[null]}}}""",
    ];

    [Fact]
    public void Read_MutatedWatches_NeverFailsOtherwise() =>
        Gen.Select(Gen.Int[0, Watch.Length - 1], Gen.Byte).Array[1, 12].Sample(mutations =>
        {
            var bytes = (byte[])Watch.Clone();
            foreach (var (at, value) in mutations)
            {
                bytes[at] = value;
            }

            Feed(bytes);
        });

    [Fact]
    public void Read_TruncatedWatches_NeverFailsOtherwise() => Gen.Int[0, Watch.Length].Sample(length => Feed(Watch[..length]));

    [Fact]
    public void Read_NullsWhereThereAreNone_NeverFailsOtherwise() => Assert.All(Nulled, static line => Feed(Encoding.UTF8.GetBytes(line + "\n")));

    // Each line as each kind: what a server sends is not up to us.
    private static void Feed(byte[] bytes)
    {
        var mesh = new ClusterMesh(
            new() { Name = "k1", Server = new("http://127.0.0.1") }, new IdentityIndex().AddFeed(MeshSource.Kubernetes, "k1"), new FakeTimeProvider());
        Read(bytes, KubernetesJson.Default.WatchEventPod, mesh.Pods.Put);
        Read(bytes, KubernetesJson.Default.WatchEventService, mesh.Services.Put);
        Read(bytes, KubernetesJson.Default.WatchEventEndpointSlice, mesh.Slices.Put);
        Read(bytes, KubernetesJson.Default.WatchEventNode, mesh.Nodes.Put);
    }

    private static void Read<T>(byte[] bytes, System.Text.Json.Serialization.Metadata.JsonTypeInfo<WatchEvent<T>> type, Action<T> put)
        where T : KubernetesObject
    {
        try
        {
            foreach (var change in JsonLines.Read(new MemoryStream(bytes), type, CancellationToken.None).ToBlockingEnumerable())
            {
                if (change.Object is { Metadata.Name.Length: > 0 } item)
                {
                    put(item);
                }
            }
        }
        catch (ApiException)
        {
            // Refused, and listed again.
        }
    }

    private static string Line(System.Text.Json.Nodes.JsonObject item) => $$"""{"type":"ADDED","object":{{item.ToJsonString()}} }""";
}
