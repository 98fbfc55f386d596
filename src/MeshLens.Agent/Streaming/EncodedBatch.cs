using System.Buffers;
using Google.Protobuf;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Streaming;

/// <summary>
/// A batch as it waits for the server: its body as bytes, and beside it what is only known when it is written or shed.
/// </summary>
/// <remarks>
/// Protobuf merges concatenated messages, so the sequence number, the age, the losses and the flows are appended when the
/// message is written, and the body is encoded once, on the kernel thread, into a pooled buffer.
/// </remarks>
internal sealed class EncodedBatch : IDisposable
{
    private byte[]? _buffer;

    private EncodedBatch(byte[] buffer, int length) => (_buffer, Length) = (buffer, length);

    public int Length { get; }

    /// <summary>When the interval ended, in timestamps of the agent's clock.</summary>
    public required long EndedAt { get; init; }

    public required TimeSpan Interval { get; init; }

    public required int Rows { get; init; }

    public required int Connections { get; init; }

    public required LossTally Losses { get; init; }

    /// <summary>Flows of which this batch is the last mention.</summary>
    public required uint[] Retired { get; init; }

    public ReadOnlySpan<byte> Body => _buffer.AsSpan(0, Length);

    public static EncodedBatch Encode(Batch body, long endedAt, TimeSpan interval, LossTally losses, uint[] retired)
    {
        var length = body.CalculateSize();
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        body.WriteTo(buffer.AsSpan(0, length));
        return new(buffer, length)
        {
            EndedAt = endedAt,
            Interval = interval,
            Rows = RowsOf(body),
            Connections = body.Connections.Count,
            Losses = losses,
            Retired = retired,
        };
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static int RowsOf(Batch body) =>
        (body.Histograms?.Flow.Count ?? 0) + (body.Counters?.Flow.Count ?? 0) +
        body.Listeners.Count + body.Pressures.Count + body.NameServers.Count + body.Hops.Count +
        (body.Probes?.Rows.Count ?? 0) + body.ProbeResults.Count;
}
