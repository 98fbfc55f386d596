using Envoy.Service.Discovery.V3;
using Google.Protobuf.WellKnownTypes;
using MeshLens.Xds.Protocol;
using MeshLens.Xds.Resources;
using MeshLens.Xds.State;

namespace MeshLens.Xds.Tests.Protocol;

internal sealed class ScriptedStateOfTheWorldServer : ScriptedServer
{
    private readonly StateOfTheWorldConversation _client;
    private readonly Dictionary<string, HashSet<string>> _subscribed = [];
    private readonly Dictionary<string, string> _nonces = [];
    private readonly Dictionary<string, string> _versions = [];
    private readonly Dictionary<string, string> _accepted = [];
    private string _unanswered = "";
    private bool _introduced;

    public ScriptedStateOfTheWorldServer(IReadOnlyList<ResourceType> types)
        : base(types) => _client = new(State, Node);

    public override string[] Open()
    {
        Restart();
        _subscribed.Clear();
        _nonces.Clear();
        (_introduced, _unanswered) = (false, "");
        return Check(_client.Open());
    }

    public override string[] Change(Action<ResourceState> change)
    {
        change(State);
        return Check(_client.Synchronise());
    }

    public string[] Send(DiscoveryResponse response)
    {
        _unanswered = response.Nonce;
        if (response.Nonce.Length > 0 && ResourceTypes.InOrder.Any(type => type.TypeUrl == response.TypeUrl))
        {
            _nonces[ShortName(response.TypeUrl)] = response.Nonce;
            _versions[ShortName(response.TypeUrl)] = response.VersionInfo;
        }

        var reception = _client.Receive(response);
        Last = new(reception.Changes, reception.Rejections);
        return Check(reception.Requests);
    }

    protected override string[] Send(ResourceType type, (string Name, Any Body)[] items, string[] removed, string nonce)
    {
        var world = Keep(type, items, removed);
        return Send(new DiscoveryResponse
        {
            TypeUrl = type.TypeUrl,
            Nonce = nonce,
            VersionInfo = $"v{nonce}",
            Resources = { type.AbsenceIsRemoval && items.DistinctBy(static item => item.Name).Count() == items.Length ? world.Values : items.Select(static item => item.Body) },
        });
    }

    private string[] Check(IReadOnlyList<DiscoveryRequest> requests)
    {
        foreach (var request in requests)
        {
            Assert.Equal(!_introduced, request.Node is not null);
            _introduced = true;
            Assert.Equal(request.ResourceNames.Count, request.ResourceNames.Distinct().Count());
            Note(_unanswered.Length > 0 ? Answer(request) : Ask(request));
        }

        Assert.Equal("", _unanswered);
        return Take();
    }

    private string Answer(DiscoveryRequest request)
    {
        var type = ShortName(request.TypeUrl);
        Assert.Equal(_unanswered, request.ResponseNonce);
        Assert.Equal(_subscribed[type].Order(StringComparer.Ordinal), request.ResourceNames);
        _unanswered = "";
        LastProblem = request.ErrorDetail?.Message ?? "";
        if (request.ErrorDetail is null)
        {
            _accepted[type] = _versions[type];
        }

        Assert.Equal(_accepted.GetValueOrDefault(type, ""), request.VersionInfo);
        return $"{type} {(request.ErrorDetail is null ? "ack" : "nack")} {request.ResponseNonce}";
    }

    private string Ask(DiscoveryRequest request)
    {
        var type = ShortName(request.TypeUrl);
        Assert.Null(request.ErrorDetail);
        Assert.Equal(_nonces.GetValueOrDefault(type, ""), request.ResponseNonce);
        Assert.Equal(_accepted.GetValueOrDefault(type, ""), request.VersionInfo);
        var isFirst = !_subscribed.TryGetValue(type, out var before);
        var after = _subscribed[type] = [.. request.ResourceNames];
        if (isFirst)
        {
            var held = request.VersionInfo.Length > 0 ? $" held {request.VersionInfo}" : "";
            return $"{type} {(after.Count == 0 ? "*" : Names(after, []))}{held}";
        }

        Assert.False(before!.SetEquals(after), $"{type} was asked for again without a change");
        return $"{type} {Names(after.Except(before!), before!.Except(after))}";
    }
}
