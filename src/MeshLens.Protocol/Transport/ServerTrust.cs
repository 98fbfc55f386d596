using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MeshLens.Protocol.Transport;

/// <summary>
/// Whose certificates are accepted in place of what the system trusts: those an authority of a file signed for the server's name,
/// and the very ones that are in the file, whatever name they bear.
/// </summary>
public sealed class ServerTrust
{
    private readonly X509Certificate2Collection _certificates = [];

    private ServerTrust()
    {
    }

    /// <param name="file">PEM.</param>
    /// <exception cref="CryptographicException">It holds no certificate.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ServerTrust Only(string file)
    {
        var trust = new ServerTrust();
        trust._certificates.ImportFromPemFile(file);
        return trust._certificates.Count > 0 ? trust : throw new CryptographicException("It holds no certificate.");
    }

    /// <summary>Makes a client trust these certificates alone.</summary>
    public void ApplyTo(SslClientAuthenticationOptions options)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(_certificates);
        options.CertificateChainPolicy = policy;
        options.RemoteCertificateValidationCallback = (_, certificate, _, errors) => errors == SslPolicyErrors.None || IsItself(certificate);
    }

    private bool IsItself(X509Certificate? certificate) =>
        certificate is X509Certificate2 shown && _certificates.Any(known => known.RawData.AsSpan().SequenceEqual(shown.RawData));
}
