using Envoy.Config.Core.V3;
using Envoy.Config.Listener.V3;
using Envoy.Extensions.Filters.Http.ExtAuthz.V3;
using Envoy.Extensions.Filters.Http.LocalRatelimit.V3;
using Envoy.Extensions.Filters.Http.Ratelimit.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Envoy.Type.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshLens.Core.Snapshots;
using MeshLens.Xds.Changes;
using MeshLens.Xds.Edges;
using MeshLens.Xds.Findings;
using MeshLens.Xds.Model;
using MeshLens.Xds.Resources;
using MeshLens.Xds.State;
using MeshLens.Xds.Tests.FakeIstiod;
using EdgeConfiguration = MeshLens.Core.Snapshots.EdgeConfiguration;

namespace MeshLens.Xds.Tests.Edges;

/// <summary>What requests meet where they arrive is told by the view of a proxy of the destination.</summary>
public sealed class ArrivalTests
{
    private const int Port = 8080;

    [Fact]
    public void Add_FiltersOfThePortThatServes_AreInbound()
    {
        var told = Add(Chain(9090, Filter("other", new ExtAuthz())), Chain(Port, Filter("authz", new ExtAuthz()), Filter("limit", Limit())));

        Assert.Equal(
            [("authz", ConfiguredFilterKind.ExternalAuthorization, true, null), ("limit", ConfiguredFilterKind.LocalRateLimit, true, 20.0)],
            told.Filters.Select(static filter => (filter.Name, filter.Kind, filter.IsInbound, filter.PerSecond)));
        Assert.Equal(["HTTP filter authz", "HTTP filter limit"], told.Findings.Select(static finding => finding.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Add_NoChainForThePort_TellsOfTheOneForAll() =>
        Assert.Equal("authz", Assert.Single(Add(Chain(9090, Filter("other", new ExtAuthz())), Chain(null, Filter("authz", new ExtAuthz()))).Filters).Name);

    [Fact]
    public void Add_AFilterThatCountsNothing_IsLeftOut() =>
        Assert.Empty(Add(Chain(Port, Filter("count", new RateLimit()))).Filters);

    [Fact]
    public void Add_NothingFiltered_IsWhatWasTold()
    {
        var told = new EdgeConfiguration { IsKnown = true };

        Assert.Same(told, Arrival.Add(told, Destination(), [State(Chain(Port))]));
    }

    private static EdgeConfiguration Add(params FilterChain[] chains) => Arrival.Add(new(), Destination(), [State(chains)]);

    // The recorded service's replicas listen where their callers call.
    private static DestinationModel Destination()
    {
        var destination = ConfigurationModel.Of(Recording.Load("healthy-default").ToSnapshot()).FindService("payments.shop", Port)!;
        Assert.Contains(destination.Clusters.SelectMany(static cluster => cluster.Endpoints), static endpoint => endpoint.Port == Port);
        return destination;
    }

    private static ConfigurationState State(params FilterChain[] chains)
    {
        var listener = new Listener { Name = "virtualInbound", TrafficDirection = TrafficDirection.Inbound, FilterChains = { chains } };
        var view = new ConfigurationView(ViewKind.Proxy, "payments-v1-7d9f8c6b5-x2x4q.shop", "shop", "region-1", "zone-1", []);
        var snapshot = ResourceSnapshot.Empty.With(ResourceTypes.Listeners, [KeyValuePair.Create(listener.Name, new MeshResource(listener.Name, "", listener, []))]);
        var model = ConfigurationModel.Of(snapshot, view, ControlPlaneFacts.None);
        return new(DateTimeOffset.UnixEpoch, model, RuleBook.Judge(model), ChangeLog.Empty);
    }

    private static FilterChain Chain(uint? port, params HttpFilter[] filters) => new()
    {
        FilterChainMatch = new() { DestinationPort = port },
        Filters = { new Envoy.Config.Listener.V3.Filter { Name = "http", TypedConfig = Any.Pack(new HttpConnectionManager { HttpFilters = { filters } }) } },
    };

    private static HttpFilter Filter(string name, IMessage settings) => new() { Name = name, TypedConfig = Any.Pack(settings) };

    private static LocalRateLimit Limit() => new()
    {
        TokenBucket = new TokenBucket { MaxTokens = 20, TokensPerFill = 20, FillInterval = Duration.FromTimeSpan(TimeSpan.FromSeconds(1)) },
    };
}
