namespace MeshLens.Core.Telemetry.Text;

/// <summary>The flag that the ambient node proxy's metrics would give an error of its log.</summary>
internal static class ZtunnelErrors
{
    // Most telling first. The last one is what is left of a connection that the log calls an error.
    private static readonly (string Text, ResponseFlag Flag)[] Known =
    [
        ("NetworkPolicy", ResponseFlag.NetworkPolicy),
        ("policy rejection", ResponseFlag.PolicyDenied),
        ("no healthy upstream", ResponseFlag.NoHealthyUpstream),
        ("http2 handshake failed", ResponseFlag.Http2HandshakeFailure),
        ("revoked", ResponseFlag.CertificateRevoked),
        ("identity", ResponseFlag.IdentityError),
        ("tls", ResponseFlag.TlsFailure),
        ("certificate", ResponseFlag.TlsFailure),
        ("connection failed", ResponseFlag.ConnectFailed),
        ("deadline has elapsed", ResponseFlag.ConnectFailed),
        ("timed out", ResponseFlag.ConnectFailed),
    ];

    public static ResponseFlags FlagsOf(string error)
    {
        if (error.Length == 0)
        {
            return default;
        }

        foreach (var (text, flag) in Known)
        {
            if (error.Contains(text, StringComparison.OrdinalIgnoreCase))
            {
                return default(ResponseFlags).With(flag);
            }
        }

        return new(1UL << (int)ResponseFlag.Other, error);
    }
}
