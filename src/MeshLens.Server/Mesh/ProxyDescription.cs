using MeshLens.Grains.Mesh;
using MeshLens.Xds.Debug;
using MeshLens.Xds.Resources;

namespace MeshLens.Server.Mesh;

/// <summary>What a control plane says of one proxy, by name.</summary>
internal static class ProxyDescription
{
    public static ProxyConfigurationView Of(WorkloadView view) => new()
    {
        Proxy = view.Proxy,
        ServedBy = view.Replica?.ToString() ?? "",
        Resources = ResourceTypes.OfProxy
            .Select(type => (type.ShortName, Names: view.Configuration.Of(type).Keys.Order(StringComparer.Ordinal).ToList()))
            .Where(static each => each.Names.Count > 0)
            .ToDictionary(static each => each.ShortName, static each => (IReadOnlyList<string>)each.Names),
        NotSeen = view.NotSeen,
    };
}
