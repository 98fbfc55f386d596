using System.Collections.Immutable;
using MeshLens.Xds.Dumps;
using MeshLens.Xds.Model;
using MeshLens.Xds.Resources;
using MeshLens.Xds.State;
using MeshLens.Xds.Tests.FakeIstiod;

namespace MeshLens.Xds.Tests.Dumps;

/// <summary>One of the public xds-ir sets: four files, each a list of resources of one type.</summary>
internal static class PublicSet
{
    private static readonly (ResourceType Type, string File)[] Files =
    [
        (ResourceTypes.Clusters, "clusters"), (ResourceTypes.Endpoints, "endpoints"), (ResourceTypes.Listeners, "listeners"), (ResourceTypes.Routes, "routes"),
    ];

    public static string Folder => Path.Combine(MeshData.Public(), "envoy-gateway", "internal", "xds", "translator", "testdata", "out", "xds-ir");

    public static ConfigurationModel Load(string name)
    {
        var types = ImmutableDictionary<ResourceType, ImmutableDictionary<string, MeshResource>>.Empty;
        foreach (var (type, file) in Files)
        {
            var document = Yaml.Read(File.ReadAllText(Path.Combine(Folder, $"{name}.{file}.yaml")));
            var reading = DumpReader.Read(document, type);
            Assert.Empty(reading.Refused);
            types = types.Add(type, reading.Snapshot.Of(type));
        }

        return ConfigurationModel.Of(new ResourceSnapshot(types));
    }
}
