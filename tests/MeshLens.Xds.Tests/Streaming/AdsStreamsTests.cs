using System.Net;
using Envoy.Service.Discovery.V3;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MeshLens.Xds.Identity;
using MeshLens.Xds.Protocol;
using MeshLens.Xds.Resources;
using MeshLens.Xds.State;
using MeshLens.Xds.Streaming;
using MeshLens.Xds.Tests.FakeIstiod;
using static MeshLens.Xds.Resources.ResourceTypes;

namespace MeshLens.Xds.Tests.Streaming;

/// <summary>A call that ends at the worst moment: while something is to be written.</summary>
public sealed class AdsStreamsTests
{
    public static TheoryData<Exception> Endings =>
    [
        new InvalidOperationException("Can't write the message because the call is complete."), new RpcException(new(StatusCode.Unavailable, "gone")),
        new IOException("The request was aborted."),
    ];

    [Theory, MemberData(nameof(Endings))]
    public async Task Run_TheCallEndsWellBeforeTheAnswerIsWritten_TakesWhatCameAndEndsWell(Exception ending)
    {
        var (streams, call, state, channel) = Create();
        using var open = channel;
        var run = streams.RunAsync(channel, _ => call.Failure = ending, TestContext.Current.CancellationToken);
        call.Say(new() { TypeUrl = Clusters.TypeUrl, Nonce = "1", Resources = { new Resource { Name = "a", Resource_ = Any.Pack(Samples.StaticCluster("a")) } } });
        call.End();

        await run;

        Assert.Equal(["a"], state.Snapshot.Of(Clusters).Keys);
        Assert.DoesNotContain(call.Written, static request => request.ResponseNonce.Length > 0);
    }

    [Theory, MemberData(nameof(Endings))]
    public async Task Change_TheCallHasEnded_IsToldToTheNextStream(Exception ending)
    {
        var (streams, call, state, channel) = Create();
        using var open = channel;
        var run = streams.RunAsync(channel, static _ => { }, TestContext.Current.CancellationToken);
        await call.Opened;
        call.Failure = ending;

        await streams.ChangeAsync(() => state.Hold(Endpoints, "a"), TestContext.Current.CancellationToken);
        call.End();
        await run;
        call.Failure = null;
        await streams.RunAsync(channel, static _ => { }, TestContext.Current.CancellationToken);

        Assert.Contains(call.Written, static request => request.TypeUrl == Endpoints.TypeUrl && request.ResourceNamesSubscribe.Contains("a"));
    }

    private static (AdsStreams<DeltaDiscoveryRequest, DeltaDiscoveryResponse> Streams, ScriptedCall Call, ResourceState State, ControlPlaneChannel Channel) Create()
    {
        var state = new ResourceState(OfProxy);
        state.Follow(Clusters);
        var call = new ScriptedCall();
        var node = new NodeIdentity { Address = IPAddress.Loopback, Pod = "frontend-v1", Namespace = "shop" };
        var address = new Uri("http://127.0.0.1:1"); // Never connected to: the call is ours.
        return (new(new DeltaConversation(state, node.ToNode()), (_, _) => call.Open()), call, state, new(address, new() { Addresses = [address] }));
    }
}
