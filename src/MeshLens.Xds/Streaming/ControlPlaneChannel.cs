using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using MeshLens.Files;

namespace MeshLens.Xds.Streaming;

/// <summary>
/// A connection to one replica. Made anew for each stream, so that token, authorities and client certificate are those that the
/// files hold now: all three are rotated under us.
/// </summary>
internal sealed class ControlPlaneChannel : IDisposable
{
    private readonly GrpcChannel _channel;
    private readonly X509Certificate2? _certificate;

    /// <exception cref="IOException">A file cannot be read, or holds no token.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">A file holds no certificate or key.</exception>
    public ControlPlaneChannel(Uri address, ControlPlaneOptions options)
    {
        _certificate = options.ClientCertificateFile is { } file ? X509Certificate2.CreateFromPemFile(file, options.ClientKeyFile) : null;
        Headers = ReadHeaders(options);
        _channel = GrpcChannel.ForAddress(NameOf(address, options), new()
        {
            HttpHandler = CreateHandler(address, options, _certificate),
            DisposeHttpClient = true,
            MaxReceiveMessageSize = options.LargestMessageBytes,
        });
    }

    public Metadata Headers { get; }

    public CallInvoker CreateInvoker() => _channel.CreateCallInvoker();

    public void Dispose()
    {
        _channel.Dispose();
        _certificate?.Dispose();
    }

    // The handler checks certificates against the host it believes to call, so it gets the name and is connected to the address.
    private static Uri NameOf(Uri address, ControlPlaneOptions options) =>
        options.ServerName is { } name ? new UriBuilder(address) { Host = name }.Uri : address;

    private static async ValueTask<Stream> ConnectAsync(Uri address, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address.DnsSafeHost, address.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static Metadata ReadHeaders(ControlPlaneOptions options)
    {
        var headers = new Metadata();
        if (options.TokenFile is { } tokenFile)
        {
            headers.Add("authorization", "Bearer " + TokenFile.Read(tokenFile));
        }

        if (options.ClusterId is { } cluster)
        {
            headers.Add("clusterid", cluster);
        }

        return headers;
    }

    private static SocketsHttpHandler CreateHandler(Uri address, ControlPlaneOptions options, X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
        };
        if (options.ServerName is not null)
        {
            handler.ConnectCallback = (_, cancellation) => ConnectAsync(address, cancellation);
        }

        if (options.AuthorityFile is { } authorities)
        {
            AuthorityFile.Apply(authorities, handler.SslOptions);
        }

        if (certificate is not null)
        {
            handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true);
        }

        return handler;
    }
}
