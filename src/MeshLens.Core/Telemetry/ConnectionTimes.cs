namespace MeshLens.Core.Telemetry;

/// <summary>How long the upstream connection took to get ready, in nanoseconds; null where not told.</summary>
/// <remarks>Proxies repeat connect and TLS in every record of a request on the same connection: count them once per connection.</remarks>
/// <param name="ConnectNs">TCP connect: <c>US_CX_BEG</c> to <c>US_CX_END</c>.</param>
/// <param name="TlsNs">TLS handshake: <c>US_CX_END</c> to <c>US_HS_END</c>.</param>
/// <param name="PoolNs">Request asked for a connection to having one. Of this request alone.</param>
public readonly record struct ConnectionTimes(ulong? ConnectNs, ulong? TlsNs, ulong? PoolNs);
