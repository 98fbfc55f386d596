using System.Buffers.Binary;
using System.IO.Compression;
using System.Net.Http.Headers;

namespace MeshLens.Tracing.Forwarding;

/// <summary>Reads a backend's answer to its end before gRPC does, and leaves of it what gRPC can read.</summary>
/// <remarks>
/// gRPC reads the message first and takes one that it cannot read (packed in a way that it does not know, or badly, or too long) for
/// a failure of the call. Here the status counts: who said OK has the request, and what else it said may be lost. Who did not say
/// OK said nothing but its status.
/// </remarks>
internal sealed class GrpcAnswers(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const string Status = "grpc-status";
    private const string StatusOk = "0";
    private const string Packing = "grpc-encoding";
    private const int Head = 5;
    private const int Most = 64 << 10;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var isGrpc = response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType?.StartsWith("application/grpc", StringComparison.Ordinal) == true;
        if (!isGrpc || response.Headers.Contains(Status))
        {
            return response;
        }

        try
        {
            var (answer, length) = await ReadAsync(response.Content, cancellationToken);
            var packing = response.Headers.TryGetValues(Packing, out var values) ? values.FirstOrDefault() : null;
            var left = IsOk(response.TrailingHeaders) ? Framed(Message(answer, length, packing)) : [];
            response.Content = Content(left, response.Content);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static bool IsOk(HttpResponseHeaders trailers) =>
        trailers.TryGetValues(Status, out var status) && status.FirstOrDefault() == StatusOk;

    // The status comes behind the message, however long that is: what is more than the room is read and forgotten.
    private static async Task<(byte[] Answer, int Length)> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        var (answer, length) = (new byte[128], 0);
        while (await stream.ReadAsync(answer.AsMemory(length == Most ? 0 : length), cancellation) is > 0 and var read)
        {
            length = Math.Min(length + read, Most);
            if (length == answer.Length && length < Most)
            {
                Array.Resize(ref answer, Math.Min(8 * length, Most));
            }
        }

        return (answer, length);
    }

    private static ReadOnlyMemory<byte> Message(byte[] answer, int length, string? packing)
    {
        if (length < Head || length == Most || BinaryPrimitives.ReadUInt32BigEndian(answer.AsSpan(1)) != length - Head)
        {
            return default;
        }

        return answer[0] == 0 ? answer.AsMemory(Head, length - Head) : Unpack(answer, length, packing);
    }

    private static ReadOnlyMemory<byte> Unpack(byte[] answer, int length, string? packing)
    {
        using var packed = new MemoryStream(answer, Head, length - Head);
        using Stream? unpacking = packing switch
        {
            "gzip" => new GZipStream(packed, CompressionMode.Decompress),
            "deflate" => new ZLibStream(packed, CompressionMode.Decompress),
            _ => null,
        };
        if (unpacking is null)
        {
            return default;
        }

        try
        {
            var message = new byte[Most];
            var read = unpacking.ReadAtLeast(message, Most, throwOnEndOfStream: false);
            return read < Most ? message.AsMemory(0, read) : default;
        }
        catch (InvalidDataException)
        {
            return default;
        }
    }

    private static byte[] Framed(ReadOnlyMemory<byte> message)
    {
        var framed = new byte[Head + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), message.Length);
        message.Span.CopyTo(framed.AsSpan(Head));
        return framed;
    }

    private static ByteArrayContent Content(byte[] left, HttpContent before)
    {
        var content = new ByteArrayContent(left);
        content.Headers.ContentType = before.Headers.ContentType;
        return content;
    }
}
