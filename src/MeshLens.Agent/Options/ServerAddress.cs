using System.Net;

namespace MeshLens.Agent.Options;

/// <summary>
/// Where batches go: <c>https://host:port</c>, <c>http://</c> on loopback alone, or <c>unix:/path</c>.
/// </summary>
internal sealed record ServerAddress(Uri Channel, string? SocketPath)
{
    private const string UnixPrefix = "unix:";

    public bool IsEncrypted => Channel.Scheme == Uri.UriSchemeHttps;

    /// <summary>Reads an address, or says in one sentence what is wrong and what to write instead.</summary>
    public static ServerAddress? Parse(string text, out string? error)
    {
        error = null;
        if (text.StartsWith(UnixPrefix, StringComparison.Ordinal))
        {
            var path = text[UnixPrefix.Length..];
            error = Path.IsPathRooted(path) ? null : $"'{text}' needs an absolute path: write unix:/run/meshlens/agent.sock.";
            return error is null ? new(new Uri("http://localhost"), path) : null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.PathAndQuery != "/")
        {
            error = $"'{text}' is not a server: write https://host:port, http://127.0.0.1:port or unix:/path.";
            return null;
        }

        if (uri.Scheme == "http" && !IsLoopback(uri))
        {
            error = $"'{text}' would send in clear text beyond this machine: use https://{uri.Authority}, or a loopback address.";
            return null;
        }

        return new(uri, null);
    }

    public override string ToString() => SocketPath is null ? Channel.GetLeftPart(UriPartial.Authority) : UnixPrefix + SocketPath;

    private static bool IsLoopback(Uri uri) =>
        uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
