using MeshLens.Lab.Proxies.Encryption;

namespace MeshLens.Lab.Proxies.Sidecars;

/// <summary>A change to running proxies; what is null stays as it is.</summary>
internal sealed record ProxiesCommand
{
    /// <summary>Where access logs go, which may be known only after the proxies run.</summary>
    public Uri? AccessLogs { get; init; }

    /// <summary>What the proxies before applications take.</summary>
    public InboundTls? InboundTls { get; init; }
}
