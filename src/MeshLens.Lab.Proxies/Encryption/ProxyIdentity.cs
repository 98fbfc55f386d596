using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace MeshLens.Lab.Proxies.Encryption;

/// <summary>A proxy's certificate, and whom it trusts: whoever has one of the same authority, at both ends.</summary>
internal sealed class ProxyIdentity
{
    // Older than what proxies speak by default, and alike in what a kernel sees, but for one: after the handshake nothing comes unasked,
    // so that whatever comes on an idle connection is its end.
    private const SslProtocols Version = SslProtocols.Tls12;
    private const string AnyHost = "meshlens-lab";

    private readonly X509Certificate2 _certificate;
    private readonly X509Certificate2 _authority;

    private ProxyIdentity(X509Certificate2 certificate, X509Certificate2 authority) => (_certificate, _authority) = (certificate, authority);

    /// <summary>Asks for TLS, and shows its certificate.</summary>
    public SslClientAuthenticationOptions AsClient => new()
    {
        TargetHost = AnyHost,
        ClientCertificates = [_certificate],
        EnabledSslProtocols = Version,
        CertificateChainPolicy = Policy(),
        RemoteCertificateValidationCallback = IsTrusted,
    };

    /// <summary>Demands a certificate of whoever connects.</summary>
    public SslServerAuthenticationOptions AsServer => new()
    {
        ServerCertificate = _certificate,
        ClientCertificateRequired = true,
        EnabledSslProtocols = Version,
        CertificateChainPolicy = Policy(),
        RemoteCertificateValidationCallback = IsTrusted,
    };

    public static ProxyIdentity Of(IdentitySpec spec) => new(
        X509CertificateLoader.LoadPkcs12(Convert.FromBase64String(spec.Certificate), password: null),
        X509CertificateLoader.LoadCertificate(Convert.FromBase64String(spec.Authority)));

    private X509ChainPolicy Policy() => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { _authority },
        RevocationMode = X509RevocationMode.NoCheck,
    };

    // Workloads are named by URIs, so no host is in a certificate; everything else must hold.
    private static bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        certificate is not null && (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None;
}
