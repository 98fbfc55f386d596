using System.Buffers;
using Grpc.Core;
using MeshLens.Ingest.AccessLogs.Wire;

namespace MeshLens.Ingest.AccessLogs;

/// <summary>A message as it came: bytes from the pool, to be given back.</summary>
internal sealed class AccessLogMessage(byte[] buffer, int length, AccessLogFormat format = AccessLogFormat.Envoy)
{
    private const int Identifier = 1;
    private const int HttpLogs = 2;
    private const int TcpLogs = 3;

    /// <summary>What its bytes are.</summary>
    public AccessLogFormat Format => format;

    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(0, length);

    /// <summary>How much memory it holds, in bytes.</summary>
    public int Size => buffer.Length;

    /// <summary>Who sent it.</summary>
    public AccessLogSender Sender { get; set; } = AccessLogSender.Anonymous;

    /// <summary>Entries in it.</summary>
    public int Entries { get; set; }

    public static AccessLogMessage Read(DeserializationContext context)
    {
        var payload = context.PayloadAsReadOnlySequence();
        var buffer = ArrayPool<byte>.Shared.Rent((int)payload.Length);
        payload.CopyTo(buffer);
        return new(buffer, (int)payload.Length);
    }

    /// <summary>Counts the entries of Envoy's message, without looking into them, and finds the identifier; null when there is none.</summary>
    public AccessLogSender? Glance()
    {
        AccessLogSender? sender = null;
        var fields = new WireReader(Bytes);
        while (fields.Next())
        {
            if (fields.Field == Identifier)
            {
                sender = AccessLogSender.Read(fields.Bytes);
            }
            else if (fields.Field is HttpLogs or TcpLogs)
            {
                Entries += Count(fields.Bytes);
            }
        }

        return sender;
    }

    /// <summary>Whether a field of a message holds entries, and of which kind.</summary>
    public static bool IsLogs(int field, out bool isHttp)
    {
        isHttp = field == HttpLogs;
        return field is HttpLogs or TcpLogs;
    }

    public void Return() => ArrayPool<byte>.Shared.Return(buffer);

    private static int Count(ReadOnlySpan<byte> logs)
    {
        var count = 0;
        var entries = new WireReader(logs);
        while (entries.Next())
        {
            count += entries is { Field: 1, IsNumber: false } ? 1 : 0;
        }

        return count;
    }
}
