using System.Net;
using System.Security.Cryptography;
using MeshLens.Protocol.Transport;

namespace MeshLens.Server.Client;

/// <summary>How the server is reached, and what to do when it is not.</summary>
internal static class ServerConnection
{
    /// <exception cref="ApiException">The file cannot be used.</exception>
    public static SocketsHttpHandler To(Uri server, string? authorityFile)
    {
        var handler = new SocketsHttpHandler();
        if (authorityFile is null)
        {
            return handler;
        }

        if (server.Scheme != Uri.UriSchemeHttps)
        {
            throw Misuse($"--ca-file is of no use with {server}: leave it out, or ask an https:// server.");
        }

        try
        {
            ServerTrust.Only(authorityFile).ApplyTo(handler.SslOptions);
            return handler;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw Misuse($"--ca-file: {authorityFile} holds no certificate that can be read: give a PEM file (-----BEGIN CERTIFICATE-----).");
        }
    }

    public static string Explain(Uri server, HttpRequestException fault) => fault.HttpRequestError switch
    {
        HttpRequestError.SecureConnectionError =>
            $"The server at {server} does not prove who it is ({Reason(fault)}). If it has a certificate of its own, name that or its authority with --ca-file; if it has none, ask http://{server.Authority}.",
        HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse =>
            $"What listens at {server} does not speak plain HTTP. If it has a certificate, ask https://{server.Authority}; if it is the agents' port, name the API's with --server.",
        _ => $"No MeshLens server answers at {server}: {Reason(fault)}. Start one with 'meshlens run', or name another with --server.",
    };

    private static string Reason(HttpRequestException fault) => (fault.HttpRequestError == HttpRequestError.SecureConnectionError ? fault.InnerException ?? fault : fault)
        .Message.TrimEnd('.');

    private static ApiException Misuse(string sentence) => new(HttpStatusCode.BadRequest, sentence);
}
