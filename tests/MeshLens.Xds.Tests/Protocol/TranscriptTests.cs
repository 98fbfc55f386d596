using Envoy.Config.Cluster.V3;
using Envoy.Service.Discovery.V3;
using Google.Protobuf;
using MeshLens.Xds.Identity;
using MeshLens.Xds.Protocol;
using MeshLens.Xds.Resources;
using MeshLens.Xds.State;
using MeshLens.Xds.Tests.FakeIstiod;
using static MeshLens.Xds.Resources.ResourceTypes;

namespace MeshLens.Xds.Tests.Protocol;

/// <summary>
/// Two whole conversations of a proxy with a real istiod, replayed: what istiod said then, our client hears now. Its answers must
/// be the recorded ones but for what the protocol leaves open: ours refuses nothing on purpose, says with its own request when
/// endpoints are no longer needed, and repeats the last nonce when it changes names in state-of-the-world.
/// </summary>
public sealed class TranscriptTests
{
    private const string RefusedOnPurpose = "NACK on purpose";

    [Fact]
    public void Delta_Replayed_AnswersAsTheRecordedClientDid()
    {
        var (client, _) = CreateDelta();
        client.Open();
        var lines = TranscriptLine.Load("delta.jsonl");
        var answers = new List<DeltaDiscoveryRequest>();
        foreach (var line in lines.Where(static line => !line.FromClient))
        {
            answers.Add(client.Receive(DeltaDiscoveryResponse.Parser.ParseFrom(line.Message)).Requests[0]);
        }

        var recorded = lines.Where(static line => line is { FromClient: true, Note: "ACK" or RefusedOnPurpose })
            .Select(static line => Accepted(DeltaDiscoveryRequest.Parser.ParseFrom(line.Message)));
        Assert.Equal(recorded, answers);
    }

    [Fact]
    public void StateOfTheWorld_Replayed_AnswersAsTheRecordedClientDid()
    {
        var (client, _) = CreateStateOfTheWorld();
        client.Open();
        var lines = TranscriptLine.Load("sotw.jsonl");
        var answers = new List<(string Type, string Nonce)>();
        foreach (var line in lines.Where(static line => !line.FromClient))
        {
            var response = DiscoveryResponse.Parser.ParseFrom(line.Message);
            var answer = client.Receive(response).Requests[0];
            Assert.Equal((response.VersionInfo, response.Nonce), (answer.VersionInfo, answer.ResponseNonce));
            Assert.Null(answer.ErrorDetail);
            answers.Add((answer.TypeUrl, answer.ResponseNonce));
        }

        var recorded = lines.Where(static line => line is { FromClient: true, Note: "ACK" or RefusedOnPurpose })
            .Select(static line => DiscoveryRequest.Parser.ParseFrom(line.Message))
            .Select(static request => (request.TypeUrl, request.ResponseNonce));
        Assert.Equal(recorded, answers);
    }

    [Fact]
    public void StateOfTheWorld_Replayed_EndsAsTheRecordingDoes()
    {
        var (client, state) = CreateStateOfTheWorld();
        client.Open();
        var last = new Dictionary<string, IMessage>(StringComparer.Ordinal);
        DiscoveryResponse? clusters = null;
        foreach (var line in TranscriptLine.Load("sotw.jsonl").Where(static line => !line.FromClient))
        {
            var response = DiscoveryResponse.Parser.ParseFrom(line.Message);
            client.Receive(response);
            clusters = response.TypeUrl == Clusters.TypeUrl ? response : clusters;
            Note(last, response.TypeUrl, response.Resources.Select(body => Read(response.TypeUrl, body)));
        }

        AssertEnd(state, [.. clusters!.Resources.Select(static body => body.Unpack<Cluster>().Name)], last);
    }

    [Fact]
    public void Delta_Replayed_EndsAsTheRecordingDoes()
    {
        var (client, state) = CreateDelta();
        client.Open();
        var last = new Dictionary<string, IMessage>(StringComparer.Ordinal);
        var clusters = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in TranscriptLine.Load("delta.jsonl").Where(static line => !line.FromClient))
        {
            var response = DeltaDiscoveryResponse.Parser.ParseFrom(line.Message);
            client.Receive(response);
            Note(last, response.TypeUrl, response.Resources.Select(item => Read(response.TypeUrl, item.Resource_)));
            if (response.TypeUrl == Clusters.TypeUrl)
            {
                clusters.UnionWith(response.Resources.Select(static item => item.Name));
                clusters.ExceptWith(response.RemovedResources);
            }
        }

        AssertEnd(state, clusters, last);
    }

    [Fact]
    public void Node_OfTheRecordedProxy_HasTheRecordedId()
    {
        var first = DeltaDiscoveryRequest.Parser.ParseFrom(TranscriptLine.Load("delta.jsonl")[0].Message);

        Assert.Equal(first.Node.Id, Frontend.Id);
    }

    private static NodeIdentity Frontend => new() { Address = System.Net.IPAddress.Parse("10.99.0.10"), Pod = "frontend-v1", Namespace = "shop" };

    private static (DeltaConversation, ResourceState) CreateDelta()
    {
        var state = CreateState();
        return (new(state, Frontend.ToNode()), state);
    }

    private static (StateOfTheWorldConversation, ResourceState) CreateStateOfTheWorld()
    {
        var state = CreateState();
        return (new(state, Frontend.ToNode()), state);
    }

    private static ResourceState CreateState()
    {
        var state = new ResourceState(OfProxy);
        state.Follow(Clusters);
        state.Follow(Listeners);
        return state;
    }

    private static DeltaDiscoveryRequest Accepted(DeltaDiscoveryRequest request) => new(request) { ErrorDetail = null };

    private static MeshResource Read(string typeUrl, Google.Protobuf.WellKnownTypes.Any body) =>
        OfProxy.Single(type => type.TypeUrl == typeUrl).Read(body, "").Resource!;

    private static void Note(Dictionary<string, IMessage> last, string typeUrl, IEnumerable<MeshResource> resources)
    {
        foreach (var resource in resources)
        {
            last[$"{typeUrl} {resource.Name}"] = resource.Message;
        }
    }

    private static void AssertEnd(ResourceState state, IReadOnlyCollection<string> clusters, Dictionary<string, IMessage> last)
    {
        Assert.Equal(clusters.Order(StringComparer.Ordinal), state.Snapshot.Of(Clusters).Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            clusters.Where(name => ((Cluster)last[$"{Clusters.TypeUrl} {name}"]).Type == Cluster.Types.DiscoveryType.Eds).Order(StringComparer.Ordinal),
            state.Snapshot.Of(Endpoints).Keys.Order(StringComparer.Ordinal));
        Assert.Equal(5, state.Snapshot.Of(Listeners).Count);
        Assert.Equal(["8080"], state.Snapshot.Of(Routes).Keys);
        Assert.All(OfProxy, type => Assert.All(state.Snapshot.Of(type), item => Assert.Equal(last[$"{type.TypeUrl} {item.Key}"], item.Value.Message)));
    }
}
