using System.Text.Json.Serialization;

namespace MeshLens.Lab.Proxies.Encryption;

/// <summary>What the proxy before an application takes, as a PeerAuthentication says it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InboundTls>))]
internal enum InboundTls
{
    /// <summary>Plaintext alone: what begins TLS is no request, and is refused.</summary>
    Disable,

    /// <summary>Both, told apart by the first byte.</summary>
    Permissive,

    /// <summary>Mutual TLS alone: whatever else comes is closed at once.</summary>
    Strict,
}
