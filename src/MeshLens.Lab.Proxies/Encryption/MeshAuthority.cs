using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MeshLens.Lab.Proxies.Encryption;

/// <summary>The authority of a lab's mesh: made for one run, in memory alone. Its key signs and never leaves this object.</summary>
internal sealed class MeshAuthority : IDisposable
{
    private static readonly TimeSpan Valid = TimeSpan.FromDays(1);

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;

    public MeshAuthority()
    {
        var request = new CertificateRequest("O=cluster.local", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        var now = DateTimeOffset.UtcNow;
        _certificate = request.CreateSelfSigned(now - Valid, now + Valid);
    }

    /// <summary>A certificate and its key for one workload, named as Istio names them.</summary>
    public IdentitySpec Issue(string ns, string workload)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new($"spiffe://cluster.local/ns/{ns}/sa/{workload}"));
        request.CertificateExtensions.Add(names.Build(critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        using var signed = request.Create(_certificate, _certificate.NotBefore, _certificate.NotAfter, RandomNumberGenerator.GetBytes(16));
        using var whole = signed.CopyWithPrivateKey(key);
        return new(Convert.ToBase64String(whole.Export(X509ContentType.Pkcs12)), Convert.ToBase64String(_certificate.Export(X509ContentType.Cert)));
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
    }
}
