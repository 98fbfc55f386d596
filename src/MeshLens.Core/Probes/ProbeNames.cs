namespace MeshLens.Core.Probes;

/// <summary>Probing as it is written outside the code.</summary>
public static class ProbeNames
{
    public static string Of(ProbePairState state) => state.ToString().ToLowerInvariant();

    public static string Of(ProbeProtocol protocol) => protocol.ToString().ToLowerInvariant();

    public static string Of(ProbeScope scope) => scope switch
    {
        ProbeScope.SameNode => "same-node",
        ProbeScope.SameZone => "same-zone",
        ProbeScope.CrossZone => "cross-zone",
        _ => "unknown",
    };

    /// <summary>False when there is no such protocol.</summary>
    public static bool TryRead(string text, out ProbeProtocol protocol)
    {
        protocol = text switch
        {
            "tcp" => ProbeProtocol.Tcp,
            "icmp" => ProbeProtocol.Icmp,
            "http" => ProbeProtocol.Http,
            _ => ProbeProtocol.None,
        };
        return protocol != ProbeProtocol.None;
    }
}
