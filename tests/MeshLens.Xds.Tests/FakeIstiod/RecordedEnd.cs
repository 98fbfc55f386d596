using Envoy.Config.Cluster.V3;
using Envoy.Service.Discovery.V3;
using Google.Protobuf;
using MeshLens.Xds.Resources;
using static MeshLens.Xds.Resources.ResourceTypes;

namespace MeshLens.Xds.Tests.FakeIstiod;

/// <summary>
/// What a proxy knows after a recorded conversation, found out without the client: the last body of everything that was not taken
/// away, and of endpoints those of clusters that are left.
/// </summary>
internal sealed class RecordedEnd
{
    private readonly Dictionary<ResourceType, Dictionary<string, IMessage>> _last = OfProxy.ToDictionary(static type => type, static _ => new Dictionary<string, IMessage>(StringComparer.Ordinal));

    public static RecordedEnd OfDelta(IEnumerable<byte[]> responses)
    {
        var end = new RecordedEnd();
        foreach (var response in responses.Select(DeltaDiscoveryResponse.Parser.ParseFrom))
        {
            var type = end.Put(response.TypeUrl, response.Resources.Select(static item => item.Resource_));
            response.RemovedResources.ToList().ForEach(name => end._last[type].Remove(name));
        }

        return end;
    }

    public static RecordedEnd OfStateOfTheWorld(IEnumerable<byte[]> responses)
    {
        var end = new RecordedEnd();
        foreach (var response in responses.Select(DiscoveryResponse.Parser.ParseFrom))
        {
            var type = OfProxy.Single(type => type.TypeUrl == response.TypeUrl);
            if (type.IsWildcard)
            {
                end._last[type].Clear();
            }

            end.Put(response.TypeUrl, response.Resources);
        }

        return end;
    }

    /// <summary>Every resource by type and name.</summary>
    public SortedDictionary<string, IMessage> Resources()
    {
        var wanted = _last[Clusters].Values.Cast<Cluster>().Where(static cluster => cluster.Type == Cluster.Types.DiscoveryType.Eds).Select(static cluster => cluster.Name).ToHashSet();
        return new(
            _last.SelectMany(static all => all.Value.Select(item => (Type: all.Key, item.Key, item.Value)))
                .Where(item => item.Type != Endpoints || wanted.Contains(item.Key))
                .ToDictionary(static item => $"{item.Type.ShortName} {item.Key}", static item => item.Value),
            StringComparer.Ordinal);
    }

    private ResourceType Put(string typeUrl, IEnumerable<Google.Protobuf.WellKnownTypes.Any> bodies)
    {
        var type = OfProxy.Single(type => type.TypeUrl == typeUrl);
        foreach (var body in bodies)
        {
            var resource = type.Read(body, "").Resource!;
            _last[type][resource.Name] = resource.Message;
        }

        return type;
    }
}
