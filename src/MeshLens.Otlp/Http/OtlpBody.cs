using System.Buffers;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace MeshLens.Otlp.Http;

/// <summary>Reads a body, unpacked and bounded: a small body that unpacks to a large one ends where the bound is.</summary>
internal static class OtlpBody
{
    private const int First = 64 << 10;

    // What a sender says that it will send is believed up to here: the room is there at once, and nothing is copied while it comes.
    private const int Believed = 1 << 20;

    /// <summary>The body, or null and why not.</summary>
    /// <param name="request">With a body that was not read.</param>
    /// <param name="maximumBytes">Of what comes and of what it unpacks to.</param>
    public static async Task<(OtlpPayload? Body, OtlpOutcome Problem)> ReadAsync(HttpRequest request, int maximumBytes)
    {
        if (request.ContentLength > maximumBytes)
        {
            return (null, OtlpOutcome.TooLarge(maximumBytes));
        }

        var packing = request.Headers.ContentEncoding.ToString();
        var isPacked = packing.Equals("gzip", StringComparison.OrdinalIgnoreCase);
        if (!isPacked && packing.Length > 0 && !packing.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            return (null, new(OtlpResult.Unsupported, 0, "The content encoding is neither gzip nor identity."));
        }

        try
        {
            await using var unpacking = isPacked ? new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true) : null;
            var (body, problem) = await FillAsync(unpacking ?? request.Body, Room(request, isPacked), maximumBytes, request.HttpContext.RequestAborted);
            return (body is { } payload ? payload with { IsPacked = isPacked } : null, problem);
        }
        catch (InvalidDataException)
        {
            return (null, OtlpOutcome.Malformed("The body is not what gzip makes."));
        }
    }

    private static async Task<(OtlpPayload? Body, OtlpOutcome Problem)> FillAsync(
        Stream stream, int room, int maximumBytes, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Min(room, maximumBytes + 1));
        var length = 0;
        try
        {
            while (await stream.ReadAsync(buffer.AsMemory(length), cancellationToken) is > 0 and var read)
            {
                length += read;
                if (length > maximumBytes)
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                    return (null, OtlpOutcome.TooLarge(maximumBytes));
                }

                buffer = length == buffer.Length ? Grow(buffer) : buffer;
            }
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }

        return (new(buffer, length), OtlpOutcome.Taken);
    }

    // One more than the body has, for its end.
    private static int Room(HttpRequest request, bool isPacked) =>
        isPacked || request.ContentLength is not { } length ? First : (int)Math.Min(length, Believed) + 1;

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(2 * buffer.Length);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
