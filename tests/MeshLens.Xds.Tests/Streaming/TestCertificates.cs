using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MeshLens.Xds.Tests.Streaming;

/// <summary>Certificates of one authority, made for one test and gone with it.</summary>
internal sealed class TestCertificates : IDisposable
{
    public const string ServerName = "istiod.istio-system.svc";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("meshlens-xds-");
    private readonly X509Certificate2 _authority;

    public TestCertificates()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, true));
        _authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddHours(1));
        Server = Issue(ServerName);
        Client = Issue("meshlens");
        AuthorityFile = Write("root-cert.pem", _authority.ExportCertificatePem());
        ClientCertificateFile = Write("cert.pem", Client.ExportCertificatePem());
        ClientKeyFile = Write("key.pem", Client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        TokenFile = Write("token", "first\n");
    }

    public X509Certificate2 Server { get; }

    public X509Certificate2 Client { get; }

    public string AuthorityFile { get; }

    public string ClientCertificateFile { get; }

    public string ClientKeyFile { get; }

    public string TokenFile { get; }

    public void RotateToken(string token) => File.WriteAllText(TokenFile, token);

    public void Dispose()
    {
        Server.Dispose();
        Client.Dispose();
        _authority.Dispose();
        _folder.Delete(recursive: true);
    }

    private X509Certificate2 Issue(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(_authority, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(30), Guid.NewGuid().ToByteArray());
        return certificate.CopyWithPrivateKey(key);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
