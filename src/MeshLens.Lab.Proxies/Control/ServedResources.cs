using System.Threading.Channels;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshLens.Xds.Resources;

namespace MeshLens.Lab.Proxies.Control;

/// <summary>What the lab's control plane serves, and who wants to hear of changes.</summary>
internal sealed class ServedResources
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Dictionary<string, Any>> _byType = [];
    private readonly HashSet<ChannelWriter<string>> _streams = [];

    /// <summary>Puts resources in the place of those of the same names, takes others away, and pushes each type that changed.</summary>
    public void Push(IReadOnlyList<(ResourceType Type, IMessage Message)> put, IReadOnlyList<(ResourceType Type, string Name)> removed)
    {
        lock (_gate)
        {
            foreach (var (type, message) in put)
            {
                var body = Any.Pack(message);
                Of(type.TypeUrl)[type.Read(body, "").Name] = body;
            }

            foreach (var (type, name) in removed)
            {
                Of(type.TypeUrl).Remove(name);
            }

            foreach (var type in ResourceTypes.InOrder.Where(type => put.Any(each => each.Type == type) || removed.Any(each => each.Type == type)))
            {
                foreach (var stream in _streams)
                {
                    stream.TryWrite(type.TypeUrl);
                }
            }
        }
    }

    /// <summary>All of one type, by name.</summary>
    public IReadOnlyDictionary<string, Any> All(string typeUrl)
    {
        lock (_gate)
        {
            return new Dictionary<string, Any>(Of(typeUrl));
        }
    }

    public void Join(ChannelWriter<string> stream)
    {
        lock (_gate)
        {
            _streams.Add(stream);
        }
    }

    public void Leave(ChannelWriter<string> stream)
    {
        lock (_gate)
        {
            _streams.Remove(stream);
        }
    }

    private Dictionary<string, Any> Of(string typeUrl)
    {
        if (!_byType.TryGetValue(typeUrl, out var resources))
        {
            _byType[typeUrl] = resources = new(StringComparer.Ordinal);
        }

        return resources;
    }
}
