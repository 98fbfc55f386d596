using System.Globalization;
using System.Text;
using MeshLens.Core.Telemetry;

namespace MeshLens.Lab.Proxies.Sidecars;

/// <summary>Requests and answers as proxies pass them on: with a header that says which proxy it was.</summary>
internal static class Messages
{
    private const string Header = "x-envoy-peer-metadata-id";

    /// <summary>The message with one header more, after its first line.</summary>
    public static byte[] SignedBy(ReadOnlySpan<byte> message, ProxySelf self)
    {
        var line = message.IndexOf("\r\n"u8) + 2;
        return [.. message[..line], .. Encoding.ASCII.GetBytes($"{Header}: {self.Node.Id}\r\n"), .. message[line..]];
    }

    /// <summary>Which proxy passed it on last; null when none did.</summary>
    public static NodeIdentity? SignerOf(ReadOnlySpan<byte> message)
    {
        var name = Encoding.ASCII.GetBytes($"\r\n{Header}: ");
        var start = message.IndexOf(name);
        if (start < 0)
        {
            return null;
        }

        var value = message[(start + name.Length)..];
        return NodeIdentity.Parse(Encoding.ASCII.GetString(value[..value.IndexOf("\r\n"u8)]));
    }

    /// <summary>An answer of the proxy's own.</summary>
    public static byte[] Own(int status, string text) => Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"HTTP/1.1 {status} {text}\r\nserver: envoy\r\nContent-Length: 0\r\n\r\n"));
}
