using System.Buffers.Binary;
using System.Net;

namespace Functional.Tests.Rig;

/// <summary>A gRPC message as bytes on the wire, so that it need not fit into memory here, nor be what it says.</summary>
/// <param name="compressed">What the message's prefix says.</param>
/// <param name="announced">The length its prefix says.</param>
/// <param name="body">Repeated until <paramref name="announced"/> bytes are sent.</param>
internal sealed class RawStream(bool compressed, uint announced, byte[] body) : HttpContent
{
    private const string Method = "/meshlens.v1.AgentIngest/Report";

    public long Sent { get; private set; }

    /// <summary>The status that gRPC answered.</summary>
    public async Task<int> Send(Uri agents)
    {
        using var client = new HttpClient();
        Headers.TryAddWithoutValidation("Content-Type", "application/grpc");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(agents, Method))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = this,
        };
        request.Headers.TE.Add(new("trailers"));
        request.Headers.Add("grpc-encoding", compressed ? "gzip" : "identity");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        await response.Content.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        var status = response.TrailingHeaders.TryGetValues("grpc-status", out var trailing) ? trailing : response.Headers.GetValues("grpc-status");
        return int.Parse(status.Single(), null);
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var prefix = new byte[5];
        prefix[0] = compressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32BigEndian(prefix.AsSpan(1), announced);
        try
        {
            await stream.WriteAsync(prefix);
            for (Sent = 0; Sent < announced; Sent += body.Length)
            {
                await stream.WriteAsync(body.AsMemory(0, (int)Math.Min(body.Length, announced - Sent)));
            }
        }
        catch (IOException)
        {
            // The server answered before it read all of it: the answer tells.
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
