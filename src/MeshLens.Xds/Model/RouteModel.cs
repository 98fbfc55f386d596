using System.Text.Json.Serialization;
using Envoy.Config.Route.V3;
using MeshLens.Xds.Model.Routes;

namespace MeshLens.Xds.Model;

/// <summary>One route of a virtual host; the first that matches a request decides.</summary>
public sealed record RouteModel
{
    /// <summary>The route configuration it is in.</summary>
    public required string Configuration { get; init; }

    /// <summary>The virtual host it is in.</summary>
    public required string VirtualHost { get; init; }

    /// <summary>Hosts whose requests it gets.</summary>
    public required IReadOnlyList<string> Domains { get; init; }

    /// <summary>Its place among the routes of that virtual host, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The entry of <see cref="Source"/> it came from, from 0, as far as it can be told; 0 without a source.</summary>
    public required int Entry { get; init; }

    /// <summary>The name of that entry; empty when it has none.</summary>
    public required string EntryName { get; init; }

    /// <summary>That entry as a field of its resource: by its name if it has one, else by its number.</summary>
    [JsonIgnore]
    public string EntryField => EntryName.Length > 0 ? $"spec.http[name={EntryName}]" : $"spec.http[{Entry}]";

    /// <summary>Its name: <c>default</c>, or what the VirtualService calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Which requests it takes.</summary>
    public required RouteMatchModel Match { get; init; }

    /// <summary>What it does with them.</summary>
    public required RouteActionKind Action { get; init; }

    /// <summary>The status it answers with itself; null when it does not.</summary>
    public required int? ResponseStatus { get; init; }

    /// <summary>Where requests go; empty when they do not, or when the request itself says where.</summary>
    public required IReadOnlyList<RouteTarget> Targets { get; init; }

    /// <summary>Who gets a copy.</summary>
    public required IReadOnlyList<MirrorModel> Mirrors { get; init; }

    /// <summary>What a request may take, all attempts together; null without limit.</summary>
    public required TimeSpan? Timeout { get; init; }

    /// <summary>How long a request may be silent; null when the listener decides.</summary>
    public required TimeSpan? IdleTimeout { get; init; }

    /// <summary>What a stream may take; null without limit.</summary>
    public required TimeSpan? MaxStreamDuration { get; init; }

    /// <summary>When requests are tried again; null when never.</summary>
    public required RetryModel? Retries { get; init; }

    /// <summary>A fault that was asked for; null when none.</summary>
    public required FaultModel? Fault { get; init; }

    /// <summary>What picks the endpoint when the cluster hashes.</summary>
    public required IReadOnlyList<HashKey> HashKeys { get; init; }

    /// <summary>How many rate limit actions apply.</summary>
    public required int RateLimits { get; init; }

    /// <summary>Filters with settings of their own here.</summary>
    public required IReadOnlyList<string> FilterSettings { get; init; }

    /// <summary>The VirtualService that made it; null when it is the service's default.</summary>
    public required IstioResource? Source { get; init; }

    /// <summary>Its place, for people: configuration, virtual host, number.</summary>
    public string Place => $"{Configuration}/{VirtualHost}[{Index}]";

    internal static IReadOnlyList<RouteModel> Of(RouteConfiguration configuration) =>
        [.. configuration.VirtualHosts.SelectMany(host => RouteReader.Read(configuration.Name, host))];
}
