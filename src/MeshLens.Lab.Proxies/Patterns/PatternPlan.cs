using System.Net;
using MeshLens.Lab.Mesh;
using MeshLens.Lab.Proxies.Control;
using MeshLens.Lab.Proxies.Sidecars;
using MeshLens.Lab.Services;

namespace MeshLens.Lab.Proxies.Patterns;

/// <summary>Who is in a mesh with proxies: client → orders, which has a replica in the client's zone and one in another.</summary>
public sealed class PatternPlan
{
    internal const string Source = "client";
    internal const string Destination = "orders";
    internal const double HandlerMs = 20;
    internal const double HandlerJitterMs = 12;
    internal const int AuthorizationMs = 60;
    internal static readonly TimeSpan HomeRoundTrip = TimeSpan.FromMilliseconds(20);
    internal static readonly TimeSpan AwayRoundTrip = TimeSpan.FromMilliseconds(60);

    private const int FirstPort = 8100;
    private const int AuthorizationPort = 9000;

    // A connection is busy for 45 ms with a request: one alone does not quite serve as many.
    private const double Rate = 24;

    /// <param name="network">A free number, from <see cref="Subnets"/>: meshes of different numbers run side by side.</param>
    public PatternPlan(int network)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(network, Subnets.FirstWithProxies);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(network, 255);
        var number = network - Subnets.FirstWithProxies;
        var port = FirstPort + number;
        Node = new("", network);
        VirtualAddress = IPAddress.Parse($"10.77.{network}.100");
        Client = new("client", network, 10, new ServiceSpec { Name = Source, RatePerSecond = Rate, Downstreams = [new() { Service = Destination, TimeoutMs = 4000, NewConnectionShare = 0.1, Endpoints = [$"{VirtualAddress}:{port}"] }] });
        Home = new("orders-1", network, 11, Server(Destination, port, HandlerMs, HandlerJitterMs));
        Away = new("orders-2", network, 12, Server(Destination, port, HandlerMs, HandlerJitterMs));
        Authorization = new("authz", network, 13, Server("authz", AuthorizationPort, AuthorizationMs, 0));
        Service = new($"mesh{number + 1}", Destination, port, Home.V4.ToString(), Away.V4.ToString(), (Authorization.V4.ToString(), AuthorizationPort));
    }

    internal LabNode Node { get; }

    internal MeshService Service { get; }

    internal IPAddress VirtualAddress { get; }

    internal Instance Client { get; }

    internal Instance Home { get; }

    internal Instance Away { get; }

    internal Instance Authorization { get; }

    internal IReadOnlyList<Instance> Instances => [Client, Home, Away, Authorization];

    internal IReadOnlyList<PatternPod> Pods =>
    [
        new("client-5d8f7c9b6d-x2x9k", Client, Localities.Home, IsServer: false),
        new("orders-7c4f6d8b9d-k4t8z", Home, Localities.Home, IsServer: true),
        new("orders-7c4f6d8b9d-p7w5n", Away, Localities.Away, IsServer: true),
    ];

    /// <summary>Who calls whom, as of a mesh without proxies.</summary>
    internal MeshPlan Calls => new(Service.Namespace, [Node], Instances);

    /// <summary>Writes the map from address to service that a MeshLens server reads.</summary>
    public static void WriteEndpoints(string path, IEnumerable<PatternPlan> plans, params IEnumerable<MeshPlan> beside)
    {
        var map = new EndpointMap([.. plans.SelectMany(static plan => plan.Entries()), .. beside.SelectMany(EndpointsFile.Entries)]);
        File.WriteAllText(path, System.Text.Json.JsonSerializer.Serialize(map, EndpointMapJson.Default.EndpointMap));
    }

    private static ServiceSpec Server(string name, int port, double handlerMs, double jitterMs) =>
        new() { Name = name, Port = port, HandlerMs = handlerMs, HandlerJitterMs = jitterMs, Backlog = 128 };

    private IEnumerable<EndpointEntry> Entries() =>
    [
        Entry(Client.V4, null, Source),
        Entry(VirtualAddress, Service.Port, Destination),
        Entry(Home.V4, null, Destination),
        Entry(Home.V4, Service.Port, Destination),
        Entry(Away.V4, null, Destination),
        Entry(Away.V4, Service.Port, Destination),
        Entry(Authorization.V4, null, Authorization.Service),
        Entry(Authorization.V4, AuthorizationPort, Authorization.Service),
    ];

    private EndpointEntry Entry(IPAddress address, int? port, string name) =>
        new() { Address = address.ToString(), Port = port, Namespace = Service.Namespace, Name = name, Kind = port is null ? "workload" : "service" };
}
