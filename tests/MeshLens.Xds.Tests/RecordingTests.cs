using MeshLens.Xds.Streaming;
using MeshLens.Xds.Tests.FakeIstiod;
using static MeshLens.Xds.Resources.ResourceTypes;

namespace MeshLens.Xds.Tests;

/// <summary>Meshes that a real istiod served, served again.</summary>
public sealed class RecordingTests
{
    internal static readonly string[] Names =
    [
        "circuit-breaker-tiny", "connect-timeout-tiny", "connection-churn", "fault-abort", "fault-delay", "healthy-default", "healthy-tuned",
        "locality-cross-zone", "mirror-to-v2", "mtls-disabled-to-strict", "outlier-ejects-all", "retries-cannot-finish", "route-timeout-short",
        "sticky-consistent-hash", "subset-without-endpoints", "weighted-to-v2",
    ];

    public static TheoryData<string> All => [.. Names];

    [Theory, MemberData(nameof(All))]
    public async Task Run_ARecordedMesh_IsReadWholeAndWithoutRejection(string name)
    {
        var recording = Recording.Load(name);
        foreach (var protocol in Enum.GetValues<DiscoveryProtocol>())
        {
            await using var istiod = await FakeControlPlane.StartAsync();
            recording.ServeFrom(istiod.Mesh);
            await using var reader = Create(protocol, istiod.Address);

            await reader.UntilAsync(snapshot => recording.Responses.All(item => snapshot.Of(item.Key).Count == item.Value.Resources.Count));

            Assert.Equal(0, reader.Client.Counters.Rejected);
            foreach (var (type, response) in recording.Responses)
            {
                var read = response.Resources.Select(body => type.Read(body, "").Resource!);
                Assert.DoesNotContain(read, resource => !resource.Message.Equals(reader.Client.Snapshot.Of(type)[resource.Name].Message));
            }
        }
    }

    [Theory]
    [InlineData(DiscoveryProtocol.Delta)]
    [InlineData(DiscoveryProtocol.StateOfTheWorld)]
    public async Task Run_AHealthyMeshGetsAFault_ShowsItOnTheSameStream(DiscoveryProtocol protocol)
    {
        await using var istiod = await FakeControlPlane.StartAsync();
        Recording.Load("healthy-default").ServeFrom(istiod.Mesh);
        await using var reader = Create(protocol, istiod.Address);
        await reader.UntilAsync(static snapshot => snapshot.Of(Listeners).Count == 5);

        Recording.Load("fault-delay").ServeFrom(istiod.Mesh);
        await reader.UntilAsync(static snapshot => snapshot.Of(Routes)["8080"].Message.ToString()!.Contains("HTTPFault", StringComparison.Ordinal));

        Assert.Equal(1, reader.Client.Counters.Streams); // Pushed, not found by asking again.
    }

    private static RunningReader Create(DiscoveryProtocol protocol, Uri address) => new(new() { Addresses = [address], Protocol = protocol });
}
