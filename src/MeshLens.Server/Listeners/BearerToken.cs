using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using MeshLens.Files;

namespace MeshLens.Server.Listeners;

/// <summary>A secret that callers present. Read from its file at each check, so that it can be rotated; never logged.</summary>
internal sealed class BearerToken(string file)
{
    private const int LongestBasic = 4096;

    /// <param name="authorization">The header; null without one.</param>
    /// <param name="asPassword">
    /// Also takes it as a password, of any user: all that a person who followed a link can present. For reading alone: browsers send a password
    /// by themselves, whoever wrote the page that asks for something.
    /// </param>
    public bool Admits(string? authorization, bool asPassword = false)
    {
        if (Presented(authorization, asPassword) is not { } presented)
        {
            return false;
        }

        // A file that cannot be read admits nobody.
        return TokenFile.Read(file, out _) is { } expected && CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(presented)),
            SHA256.HashData(Encoding.UTF8.GetBytes(expected)));
    }

    private static string? Presented(string? authorization, bool asPassword)
    {
        if (!AuthenticationHeaderValue.TryParse(authorization, out var header) || header.Parameter is not { } parameter)
        {
            return null;
        }

        return header.Scheme switch
        {
            var scheme when scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) => parameter.Trim(),
            var scheme when asPassword && scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) => Password(parameter),
            _ => null,
        };
    }

    private static string? Password(string parameter)
    {
        Span<byte> decoded = stackalloc byte[LongestBasic];
        if (!Convert.TryFromBase64String(parameter, decoded, out var length))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(decoded[..length]);
        return text.IndexOf(':') is >= 0 and var colon ? text[(colon + 1)..] : null;
    }
}
