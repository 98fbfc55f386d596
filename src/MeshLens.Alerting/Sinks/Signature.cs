using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MeshLens.Alerting.Sinks;

/// <summary>
/// Proves to a webhook who called it, and when: <c>t=1700000000,v1=HEX</c>, where HEX is the HMAC-SHA256, by the shared secret, of the time, a
/// dot, and the body. Whoever checks it refuses what is older than a few minutes, so that nothing can be sent again by others.
/// </summary>
public static class Signature
{
    public static string Of(ReadOnlySpan<byte> secret, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hmac.AppendData(Encoding.ASCII.GetBytes(seconds + "."));
        hmac.AppendData(body);
        return $"t={seconds},v1={Convert.ToHexStringLower(hmac.GetHashAndReset())}";
    }
}
