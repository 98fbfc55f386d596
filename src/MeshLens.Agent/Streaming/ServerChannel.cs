using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using MeshLens.Agent.Options;
using MeshLens.Files;
using MeshLens.Protocol.Transport;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Streaming;

/// <summary>The way to the server: loopback, a Unix socket, or TLS with a bearer token.</summary>
internal sealed class ServerChannel : IDisposable
{
    /// <summary>The method that batches are streamed to.</summary>
    /// <remarks>Named here because the generated descriptor parses the whole description of the protocol, and keeps it.</remarks>
    public static Method<Outgoing, ServerMessage> ReportMethod { get; } = new(
        MethodType.DuplexStreaming,
        "meshlens.v1.AgentIngest",
        "Report",
        Outgoing.Marshaller,
        Marshallers.Create(
            static (_, _) => throw new NotSupportedException("A server's messages are only read."),
            static context => ServerMessage.Parser.ParseFrom(context.PayloadAsReadOnlySequence())));

    private readonly GrpcChannel _channel;
    private readonly CallInvoker _invoker;
    private readonly string? _tokenFile;

    public ServerChannel(AgentOptions options)
    {
        _tokenFile = options.TokenFile;
        _channel = GrpcChannel.ForAddress(options.Server.Channel, new()
        {
            HttpHandler = CreateHandler(options),
            DisposeHttpClient = true,
            MaxReceiveMessageSize = 64 << 10,
        });
        _invoker = _channel.CreateCallInvoker();
    }

    /// <summary>Opens a stream with the token as the file holds it now.</summary>
    /// <exception cref="IOException">The token file holds no token; the message says why.</exception>
    public AsyncDuplexStreamingCall<Outgoing, ServerMessage> Report(CancellationToken cancellation)
    {
        Metadata? headers = _tokenFile is null ? null : new() { { "authorization", "Bearer " + TokenFile.Read(_tokenFile) } };
        return _invoker.AsyncDuplexStreamingCall(ReportMethod, null, new(headers, cancellationToken: cancellation));
    }

    public void Dispose() => _channel.Dispose();

    private static SocketsHttpHandler CreateHandler(AgentOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            KeepAlivePingDelay = TimeSpan.FromSeconds(15),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
        };
        if (options.Server.SocketPath is { } path)
        {
            handler.ConnectCallback = (_, cancellation) => ConnectAsync(path, cancellation);
        }

        if (options.AuthorityFile is { } authorities)
        {
            ServerTrust.Only(authorities).ApplyTo(handler.SslOptions);
        }

        return handler;
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
