using Envoy.Config.Listener.V3;

namespace MeshLens.Xds.Model.Listeners;

/// <summary>Which connections a filter chain takes; what is empty is not asked for.</summary>
/// <param name="Port">Destination port; null for any.</param>
/// <param name="Ranges">Destination addresses.</param>
/// <param name="ServerNames">Names in the TLS greeting.</param>
/// <param name="Transport"><c>tls</c> or <c>raw_buffer</c>.</param>
/// <param name="Protocols">What the greeting offers, or what a listener filter found out.</param>
public sealed record ChainMatch(int? Port, IReadOnlyList<string> Ranges, IReadOnlyList<string> ServerNames, string Transport, IReadOnlyList<string> Protocols)
{
    /// <summary>It takes every connection.</summary>
    public bool TakesAll => Port is null && Ranges.Count == 0 && ServerNames.Count == 0 && Transport.Length == 0 && Protocols.Count == 0;

    internal static ChainMatch Of(FilterChainMatch? match) => match is null ? new(null, [], [], "", []) : new(
        (int?)match.DestinationPort,
        [.. match.PrefixRanges.Select(static range => $"{range.AddressPrefix}/{range.PrefixLen ?? 0}")],
        match.ServerNames,
        match.TransportProtocol,
        match.ApplicationProtocols);
}
