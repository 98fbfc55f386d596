using Envoy.Service.Discovery.V3;
using MeshLens.Xds.Resources;
using MeshLens.Xds.State;

namespace MeshLens.Xds.Tests.FakeIstiod;

/// <summary>One recorded mesh: the responses a sidecar got, by type.</summary>
internal sealed record Recording(IReadOnlyDictionary<ResourceType, DiscoveryResponse> Responses)
{
    private static readonly (ResourceType Type, string File)[] Files =
    [
        (ResourceTypes.Clusters, "cds.pb"), (ResourceTypes.Endpoints, "eds.pb"), (ResourceTypes.Listeners, "lds.pb"), (ResourceTypes.Routes, "rds.pb"),
    ];

    public static Recording Load(string name)
    {
        var folder = Path.Combine(MeshData.Istiod(), name);
        return new(Files.ToDictionary(
            static item => item.Type,
            item => DiscoveryResponse.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(folder, item.File)))));
    }

    /// <summary>The state of a reader that was served the recording.</summary>
    public ResourceSnapshot ToSnapshot()
    {
        var state = new ResourceState(ResourceTypes.OfProxy);
        state.Follow(ResourceTypes.Clusters);
        state.Follow(ResourceTypes.Listeners);
        foreach (var type in ResourceTypes.OfProxy)
        {
            state.Apply(new(type, false, [.. Responses[type].Resources.Select(static body => new ServedResource(null, "1", body))], []));
        }

        return state.Snapshot;
    }

    /// <summary>Serves the recording in place of what was served before, and pushes what changed, as istiod would: parents first.</summary>
    public void ServeFrom(FakeMesh mesh)
    {
        foreach (var (type, response) in Responses)
        {
            mesh.Replace(type, response.Resources);
        }
    }
}
