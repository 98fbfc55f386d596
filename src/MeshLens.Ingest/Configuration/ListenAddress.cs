using System.Net;

namespace MeshLens.Ingest.Configuration;

/// <summary>Where agents report: a loopback address and port, or the path of a Unix socket.</summary>
public sealed record ListenAddress(IPEndPoint? EndPoint, string? SocketPath)
{
    private const string UnixPrefix = "unix:";

    /// <summary>Reads <c>http://127.0.0.1:port</c> or <c>unix:/path</c>; otherwise says what is wrong and what to write.</summary>
    public static bool TryParse(string text, out ListenAddress address, out string fault)
    {
        address = new(null, null);
        fault = "";
        if (text.StartsWith(UnixPrefix, StringComparison.Ordinal))
        {
            address = new(null, text[UnixPrefix.Length..]);
            fault = Path.IsPathRooted(address.SocketPath) ? "" : $"'{text}' needs an absolute path: write unix:/run/meshlens/ingest.sock.";
        }
        else if (!TryParseEndPoint(text, out var endPoint))
        {
            fault = $"'{text}' is not an address: write http://127.0.0.1:4717 or unix:/run/meshlens/ingest.sock.";
        }
        else
        {
            address = new(endPoint, null);
            fault = IPAddress.IsLoopback(endPoint.Address) ? "" : $"'{text}' would listen in clear text beyond this machine: use a loopback address.";
        }

        return fault.Length == 0;
    }

    private static bool TryParseEndPoint(string text, out IPEndPoint endPoint)
    {
        endPoint = new(IPAddress.None, 0);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp || uri.PathAndQuery != "/")
        {
            return false;
        }

        var host = uri.Host == "localhost" ? "127.0.0.1" : uri.Host.Trim('[', ']');
        if (!IPAddress.TryParse(host, out var ip))
        {
            return false;
        }

        endPoint = new(ip, uri.Port);
        return true;
    }
}
