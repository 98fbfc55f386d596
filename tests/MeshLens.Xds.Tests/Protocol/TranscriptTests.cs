using System.Net;
using Envoy.Service.Discovery.V3;
using Google.Protobuf;
using MeshLens.Xds.Identity;
using MeshLens.Xds.Resources;
using MeshLens.Xds.Streaming;
using MeshLens.Xds.Tests.FakeIstiod;
using static MeshLens.Xds.Resources.ResourceTypes;

namespace MeshLens.Xds.Tests.Protocol;

/// <summary>
/// Two whole conversations of a proxy with a real istiod, had once more over gRPC: what istiod said then, the fake one says now.
/// Every message of our client is compared with the recorded one's at the same place.
/// </summary>
/// <remarks>
/// What the protocol leaves open everywhere, and is therefore not compared: the order of names in one message; what a node tells of
/// itself besides its id; whether a state-of-the-world request that changes names repeats the last nonce and version of its type
/// (ours does, as Envoy does) or says none. What it leaves open at one place is in the lists below, and nowhere else may they differ.
/// </remarks>
public sealed class TranscriptTests
{
    private const string TheEnd = "the end";

    private const string Subsets = "EDS asks +outbound|8080|v1|payments.shop.svc.cluster.local +outbound|8080|v2|payments.shop.svc.cluster.local";
    private const string Recommend = "outbound|8080||recommend.shop.svc.cluster.local";

    private static readonly ProtocolChoice[] StateOfTheWorldChoices =
    [
        new(9, "CDS refuses", $"CDS accepts; {Subsets}", "The recorded client refused good clusters on purpose; ours takes them, and asks for their endpoints."),
        new(13, $"CDS accepts; {Subsets}", "CDS accepts", "They came again: the recorded client asks now, ours knows them."),
    ];

    private static readonly ProtocolChoice[] DeltaChoices =
    [
        .. StateOfTheWorldChoices,
        new(18, "CDS accepts", $"CDS accepts; EDS asks -{Recommend}", "Its cluster was deleted: a client may unsubscribe, or leave a name that nothing is served for."),
        new(26, "CDS accepts", $"CDS accepts; EDS asks +{Recommend}", "Its cluster is back: who unsubscribed has to ask again."),
    ];

    [Fact]
    public async Task Delta_Replayed_DiffersFromTheRecordedClientOnlyWhereItMay()
    {
        var replay = await HearAsync("delta.jsonl", DiscoveryProtocol.Delta);
        var responses = replay.Replay.Server.Select(DeltaDiscoveryResponse.Parser.ParseFrom).Select(static response => (response.Nonce, "")).ToList();

        Assert.Equal(DeltaChoices.Select(static choice => choice.ToString()), Differences(replay.Replay, ClientMessage.OfDelta, responses));
        Assert.Equal(RecordedEnd.OfDelta(replay.Replay.Server).Resources(), replay.End);
    }

    [Fact]
    public async Task StateOfTheWorld_Replayed_DiffersFromTheRecordedClientOnlyWhereItMay()
    {
        var replay = await HearAsync("sotw.jsonl", DiscoveryProtocol.StateOfTheWorld);
        var responses = replay.Replay.Server.Select(DiscoveryResponse.Parser.ParseFrom).Select(static response => (response.Nonce, response.VersionInfo)).ToList();

        Assert.Equal(StateOfTheWorldChoices.Select(static choice => choice.ToString()), Differences(replay.Replay, ClientMessage.OfStateOfTheWorld, responses));
        Assert.Equal(RecordedEnd.OfStateOfTheWorld(replay.Replay.Server).Resources(), replay.End);
    }

    private static IEnumerable<string> Differences(Replay replay, Func<byte[], ClientMessage> read, IReadOnlyList<(string Nonce, string Version)> responses)
    {
        var recorded = Rounds.Of(replay.Client.Select(read), responses);
        var ours = Rounds.Of(replay.Heard.Select(read), responses);
        Assert.Equal(responses.Count + 1, recorded.Count);
        Assert.Equal(recorded.Count, ours.Count);
        return recorded.Zip(ours).Index().Where(static each => each.Item.First != each.Item.Second)
            .Select(static each => new ProtocolChoice(each.Index, each.Item.First, each.Item.Second, "").ToString());
    }

    // A name that is asked for afterwards marks where the conversation ends: what our client had to say was said before.
    private static async Task<(Replay Replay, SortedDictionary<string, IMessage> End)> HearAsync(string file, DiscoveryProtocol protocol)
    {
        var lines = TranscriptLine.Load(file).ToLookup(static line => line.FromClient, static line => line.Message);
        var replay = new Replay([.. lines[false]], [.. lines[true]]);
        await using var istiod = await FakeControlPlane.StartAsync(replay);
        await using var reader = new RunningReader(
            new() { Addresses = [istiod.Address], Protocol = protocol },
            new() { Address = IPAddress.Parse("10.99.0.10"), Pod = "frontend-v1", Namespace = "shop" });
        await reader.UntilAsync(_ => replay.IsOver);
        var said = replay.Heard.Count;
        await reader.Client.HoldAsync(Endpoints, TheEnd, TestContext.Current.CancellationToken);
        await reader.UntilAsync(_ => replay.Heard.Count > said && replay.Heard.Last().AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(TheEnd)) >= 0);
        var end = new SortedDictionary<string, IMessage>(
            OfProxy.SelectMany(type => reader.Client.Snapshot.Of(type).Select(item => ($"{type.ShortName} {item.Key}", item.Value.Message))).ToDictionary(static item => item.Item1, static item => item.Message),
            StringComparer.Ordinal);
        return (Without(replay), end);
    }

    private static Replay Without(Replay replay)
    {
        var spoken = replay.Heard.ToArray();
        replay.Heard.Clear();
        spoken[..^1].ToList().ForEach(replay.Heard.Enqueue);
        return replay;
    }
}
