using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MeshLens.Files;

/// <summary>A PEM file with the authorities that a server's certificate is checked against, in place of the system's.</summary>
public static class AuthorityFile
{
    /// <summary>Its certificates, or null and a sentence that says what is wrong and what to do.</summary>
    public static X509Certificate2Collection? Read(string file, out string? problem)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPemFile(file);
            problem = certificates.Count > 0 ? null : Sentence(file, "there is none in it");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            problem = Sentence(file, e.Message.TrimEnd('.'));
        }

        return problem is null ? certificates : null;
    }

    /// <summary>Makes a client trust these authorities alone. The server's name is checked as ever; revocation is not.</summary>
    /// <exception cref="IOException">There are none. The message is a sentence for whoever can mend it.</exception>
    public static void Apply(string file, SslClientAuthenticationOptions options)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(Read(file, out var problem) ?? throw new IOException(problem));
        options.CertificateChainPolicy = policy;
    }

    private static string Sentence(string file, string reason) =>
        $"The file {file} holds no certificate that can be read ({reason}): give a PEM file (-----BEGIN CERTIFICATE-----) that this user may read.";
}
