using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshLens.Files;

namespace MeshLens.Server.Listeners;

/// <summary>Says everything that is wrong with a listener's options, each with its remedy.</summary>
internal static class ListenerValidation
{
    public static IEnumerable<string> Validate(ListenerOptions options)
    {
        if (!IPEndPoint.TryParse(options.Address, out var endpoint) || !options.Address.Contains(':', StringComparison.Ordinal))
        {
            yield return $"The {options.Purpose} address '{options.Address}' is not an IP address with a port; write for example 127.0.0.1:9470.";
        }
        else if (!IPAddress.IsLoopback(endpoint.Address) && !options.IsPlaintext && (options.CertificateFile is null || options.TokenFile is null))
        {
            yield return $"The {options.Purpose} address {options.Address} can be reached from other machines; give it a certificate, a key and a token file, or use a loopback address{Otherwise(options)}.";
        }

        if ((options.CertificateFile is null) != (options.KeyFile is null))
        {
            yield return $"The {options.Purpose} listener needs a certificate file and a key file together.";
        }

        foreach (var file in new[] { options.CertificateFile, options.KeyFile }.OfType<string>().Where(file => !File.Exists(file)))
        {
            yield return $"The file {file} of the {options.Purpose} listener does not exist.";
        }

        if (options is { CertificateFile: { } certificate, KeyFile: { } key } && File.Exists(certificate) && File.Exists(key) && Refusal(certificate, key) is { } reason)
        {
            yield return $"The certificate {certificate} and key {key} of the {options.Purpose} listener cannot be used ({reason}): give the PEM files of one pair that this user may read.";
        }

        if (options.TokenFile is { } token && TokenFile.Read(token, out var problem) is null)
        {
            yield return problem!;
        }
    }

    // Of the listeners for proxies alone, which have paths of their own.
    private static string Otherwise(ListenerOptions options) =>
        options.Paths is null ? "" : ", or say with --proxies-plaintext that a mesh or a network policy guards it";

    private static string? Refusal(string certificate, string key)
    {
        try
        {
            X509Certificate2.CreateFromPemFile(certificate, key).Dispose();
            return null;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return e.Message.TrimEnd('.');
        }
    }
}
