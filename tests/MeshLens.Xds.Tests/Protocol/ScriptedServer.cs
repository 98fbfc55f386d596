using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshLens.Xds.Identity;
using MeshLens.Xds.Resources;
using MeshLens.Xds.State;
using MeshLens.Xds.Streaming;

namespace MeshLens.Xds.Tests.Protocol;

/// <summary>
/// A control plane that follows a script and forgives nothing: every message of the client is held against the rules of its
/// protocol, and written down in one notation for both: <c>CDS *</c> asks for everything, <c>EDS +a -b</c> changes names,
/// <c>CDS ack 1</c> and <c>CDS nack 1</c> answer the first push of that type on this stream.
/// </summary>
internal abstract class ScriptedServer
{
    private readonly List<string> _said = [];
    private readonly Dictionary<string, int> _pushes = [];

    protected ScriptedServer(IReadOnlyList<ResourceType> types)
    {
        State = new(types);
        foreach (var type in types.Where(static type => type.IsWildcard))
        {
            State.Follow(type);
        }
    }

    public static TheoryData<DiscoveryProtocol> Both => [DiscoveryProtocol.Delta, DiscoveryProtocol.StateOfTheWorld];

    public ResourceState State { get; }

    public UpdateOutcome? Last { get; protected set; }

    public string LastProblem { get; protected set; } = "";

    /// <summary>What the server has; in state-of-the-world a push of a parent type sends all of it.</summary>
    protected Dictionary<ResourceType, SortedDictionary<string, Any>> World { get; } = [];

    protected static Envoy.Config.Core.V3.Node Node { get; } = new NodeIdentity
    {
        Address = System.Net.IPAddress.Loopback,
        Pod = "reader",
        Namespace = "istio-system",
    }.ToNode();

    public static ScriptedServer Create(DiscoveryProtocol protocol, IReadOnlyList<ResourceType>? types = null) =>
        protocol == DiscoveryProtocol.Delta
            ? new ScriptedDeltaServer(types ?? ResourceTypes.OfProxy)
            : new ScriptedStateOfTheWorldServer(types ?? ResourceTypes.OfProxy);

    /// <summary>A new stream.</summary>
    public abstract string[] Open();

    /// <summary>The client changes what it wants.</summary>
    public abstract string[] Change(Action<ResourceState> change);

    /// <summary>Sends new and changed resources.</summary>
    public string[] Push(ResourceType type, params IMessage[] messages) =>
        PushRaw(type, [.. messages.Select(message => (NameOf(message), Any.Pack(message)))]);

    /// <summary>Sends bodies as they are, under their names.</summary>
    public string[] PushRaw(ResourceType type, params (string Name, Any Body)[] items) => Send(type, items, [], NextNonce(type));

    public string[] PushWithoutNonce(ResourceType type, params IMessage[] messages) =>
        Send(type, [.. messages.Select(message => (NameOf(message), Any.Pack(message)))], [], "");

    /// <summary>Removes resources and says so.</summary>
    public string[] Remove(ResourceType type, params string[] names) => Send(type, [], names, NextNonce(type));

    public string[] PushAndRemove(ResourceType type, IMessage message, string removed) =>
        Send(type, [(NameOf(message), Any.Pack(message))], [removed], NextNonce(type));

    public IEnumerable<string> Active(ResourceType type) => State.Snapshot.Of(type).Keys.Order(StringComparer.Ordinal);

    protected abstract string[] Send(ResourceType type, (string Name, Any Body)[] items, string[] removed, string nonce);

    protected void Note(string said) => _said.Add(said);

    protected string[] Take()
    {
        string[] said = [.. _said];
        _said.Clear();
        return said;
    }

    protected void Restart()
    {
        _said.Clear();
        _pushes.Clear();
    }

    protected SortedDictionary<string, Any> Keep(ResourceType type, (string Name, Any Body)[] items, string[] removed)
    {
        if (!World.TryGetValue(type, out var world))
        {
            World[type] = world = new(StringComparer.Ordinal);
        }

        foreach (var (name, body) in items)
        {
            world[name] = body;
        }

        foreach (var name in removed)
        {
            world.Remove(name);
        }

        return world;
    }

    protected static string ShortName(string typeUrl)
    {
        Assert.DoesNotContain("Secret", typeUrl, StringComparison.Ordinal);
        return ResourceTypes.InOrder.Single(type => type.TypeUrl == typeUrl).ShortName;
    }

    protected static string Names(IEnumerable<string> added, IEnumerable<string> removed) =>
        string.Join(' ', added.Order(StringComparer.Ordinal).Select(static name => $"+{name}")
            .Concat(removed.Order(StringComparer.Ordinal).Select(static name => $"-{name}")));

    private static string NameOf(IMessage message) =>
        (string)message.Descriptor.Fields.InFieldNumberOrder().First(static field => field.Name is "name" or "cluster_name").Accessor.GetValue(message);

    private string NextNonce(ResourceType type)
    {
        var push = _pushes[type.ShortName] = _pushes.GetValueOrDefault(type.ShortName) + 1;
        return push.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
