using System.Net;

namespace MeshLens.Xds.Model.Ambient;

/// <summary>An IP address of 4 or 16 bytes as text; empty for any other length.</summary>
internal static class IpText
{
    public static string Of(ReadOnlySpan<byte> bytes) => bytes.Length is 4 or 16 ? new IPAddress(bytes).ToString() : "";
}
