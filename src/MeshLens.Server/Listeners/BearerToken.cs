using System.Security.Cryptography;
using System.Text;
using MeshLens.Files;

namespace MeshLens.Server.Listeners;

/// <summary>A secret that callers present. Read from its file at each check, so that it can be rotated; never logged.</summary>
internal sealed class BearerToken(string file)
{
    private const string Bearer = "Bearer ";
    private const string Basic = "Basic ";

    /// <param name="authorization">The header; null without one.</param>
    /// <param name="asPassword">
    /// Also takes it as a password, of any user: all that a person who followed a link can present. For reading alone: browsers send a password
    /// by themselves, whoever wrote the page that asks for something.
    /// </param>
    public bool Admits(string? authorization, bool asPassword = false)
    {
        var presented = After(Bearer, authorization) ?? (asPassword ? Password(After(Basic, authorization)) : null);

        // A file that cannot be read admits nobody.
        return presented is not null && TokenFile.Read(file, out _) is { } expected && CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(presented)),
            SHA256.HashData(Encoding.UTF8.GetBytes(expected)));
    }

    private static string? After(string scheme, string? authorization) =>
        authorization is not null && authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? authorization[scheme.Length..].Trim() : null;

    // A user's name has no colon, a token may.
    private static string? Password(string? encoded)
    {
        var decoded = new byte[encoded?.Length ?? 0];
        return Convert.TryFromBase64String(encoded ?? "", decoded, out var length)
            && Encoding.UTF8.GetString(decoded, 0, length) is var text && text.IndexOf(':') is >= 0 and var colon
            ? text[(colon + 1)..]
            : null;
    }
}
