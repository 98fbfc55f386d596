using Envoy.Service.Discovery.V3;
using Google.Protobuf.WellKnownTypes;
using MeshLens.Xds.Protocol;
using MeshLens.Xds.Resources;
using MeshLens.Xds.State;

namespace MeshLens.Xds.Tests.Protocol;

internal sealed class ScriptedDeltaServer : ScriptedServer
{
    private readonly DeltaConversation _client;
    private readonly Dictionary<string, HashSet<string>> _subscribed = [];
    private string _unanswered = "";
    private bool _introduced;

    public ScriptedDeltaServer(IReadOnlyList<ResourceType> types, int mostHeldBytes = 1 << 20)
        : base(types) => _client = new(State, Node, mostHeldBytes);

    public string ControlPlane => _client.ControlPlane;

    public override string[] Open()
    {
        Restart();
        _subscribed.Clear();
        (_introduced, _unanswered) = (false, "");
        return Check(_client.Open());
    }

    /// <summary>What is said when a name is both subscribed and unsubscribed has no place in the notation.</summary>
    public IReadOnlyList<DeltaDiscoveryRequest> OpenUnchecked() => _client.Open();

    public override string[] Change(Action<ResourceState> change)
    {
        change(State);
        return Check(_client.Synchronise());
    }

    public string[] Send(DeltaDiscoveryResponse response)
    {
        _unanswered = response.Nonce;
        var reception = _client.Receive(response);
        Last = new(reception.Changes, reception.Rejections);
        return Check(reception.Requests);
    }

    protected override string[] Send(ResourceType type, (string Name, Any Body)[] items, string[] removed, string nonce)
    {
        Keep(type, items, removed);
        return Send(new DeltaDiscoveryResponse
        {
            TypeUrl = type.TypeUrl,
            Nonce = nonce,
            SystemVersionInfo = $"v{nonce}",
            ControlPlane = new() { Identifier = "scripted" },
            Resources = { items.Select(item => new Resource { Name = item.Name, Version = $"v{nonce}", Resource_ = item.Body }) },
            RemovedResources = { removed },
        });
    }

    private string[] Check(IReadOnlyList<DeltaDiscoveryRequest> requests)
    {
        foreach (var request in requests)
        {
            Assert.Equal(!_introduced, request.Node is not null);
            _introduced = true;
            Note(request.ResponseNonce.Length > 0 ? Answer(request) : Ask(request));
        }

        Assert.Equal("", _unanswered);
        return Take();
    }

    private string Answer(DeltaDiscoveryRequest request)
    {
        Assert.Equal(_unanswered, request.ResponseNonce);
        Assert.Empty(request.ResourceNamesSubscribe.Concat(request.ResourceNamesUnsubscribe));
        Assert.Empty(request.InitialResourceVersions);
        _unanswered = "";
        LastProblem = request.ErrorDetail?.Message ?? "";
        return $"{ShortName(request.TypeUrl)} {(request.ErrorDetail is null ? "ack" : "nack")} {request.ResponseNonce}";
    }

    private string Ask(DeltaDiscoveryRequest request)
    {
        Assert.Equal("", _unanswered); // The answer comes before anything else.
        var type = ShortName(request.TypeUrl);
        var isFirst = _subscribed.TryAdd(type, new(StringComparer.Ordinal));
        Assert.All(request.ResourceNamesSubscribe, name => Assert.True(_subscribed[type].Add(name), $"{type} {name} is subscribed already"));
        Assert.All(request.ResourceNamesUnsubscribe, name => Assert.True(_subscribed[type].Remove(name), $"{type} {name} is not subscribed"));
        if (!isFirst)
        {
            Assert.NotEmpty(request.ResourceNamesSubscribe.Concat(request.ResourceNamesUnsubscribe));
            Assert.Empty(request.InitialResourceVersions);
        }

        var names = isFirst && request.ResourceNamesSubscribe.Count == 0 ? "*" : Names(request.ResourceNamesSubscribe, request.ResourceNamesUnsubscribe);
        var held = string.Join(',', request.InitialResourceVersions.Select(static item => $"{item.Key}@{item.Value}").Order(StringComparer.Ordinal));
        return $"{type} {names}" + (held.Length > 0 ? $" held {held}" : "");
    }
}
