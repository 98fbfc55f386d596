using System.Security.Cryptography;
using System.Text;
using MeshLens.Files;

namespace MeshLens.Server.Listeners;

/// <summary>A secret that callers present. Read from its file at each check, so that it can be rotated; never logged.</summary>
internal sealed class BearerToken(string file)
{
    private const string Scheme = "Bearer ";

    public bool Admits(string? authorization)
    {
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        // A file that cannot be read admits nobody.
        return TokenFile.Read(file, out _) is { } expected && CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(authorization[Scheme.Length..].Trim())),
            SHA256.HashData(Encoding.UTF8.GetBytes(expected)));
    }
}
