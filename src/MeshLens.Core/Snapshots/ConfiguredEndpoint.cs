using System.Text.Json.Serialization;
using Orleans;

namespace MeshLens.Core.Snapshots;

/// <summary>An endpoint that the configuration lists.</summary>
/// <param name="Address">Address and port.</param>
/// <param name="Zone">Its zone; empty when unknown.</param>
/// <param name="IsUnhealthy">The control plane lists it and lets no traffic go there.</param>
/// <param name="Priority">0 is used first.</param>
/// <param name="IsGone">A source of names that is up to date says that nobody has this address.</param>
[GenerateSerializer, Immutable, Alias("meshlens.configured-endpoint")]
public readonly record struct ConfiguredEndpoint(
    [property: Id(0)] string Address,
    [property: Id(1)] string Zone = "",
    [property: Id(2)] bool IsUnhealthy = false,
    [property: Id(3)] uint Priority = 0,
    [property: Id(4)] bool IsGone = false)
{
    /// <summary>Its address alone.</summary>
    [JsonIgnore]
    public string Host => HostOf(Address).ToString();

    // 10.0.0.1:8080, [2001:db8::1]:8080; proxies redirect ports, so that the address alone tells the endpoint.
    internal static ReadOnlySpan<char> HostOf(string endpoint)
    {
        var colon = endpoint.LastIndexOf(':');
        var hasPort = colon > 0 && (endpoint[colon - 1] == ']' || endpoint.IndexOf(':', StringComparison.Ordinal) == colon);
        return (hasPort ? endpoint.AsSpan(0, colon) : endpoint.AsSpan()).Trim("[]");
    }
}
