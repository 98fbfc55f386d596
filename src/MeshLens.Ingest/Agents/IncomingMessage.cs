using System.Buffers;
using Google.Protobuf;
using Grpc.Core;
using MeshLens.Protocol.V1;

namespace MeshLens.Ingest.Agents;

/// <summary>A message of an agent as it was read: a batch from the pool, or anything else.</summary>
/// <param name="Batch">To be returned to the pool; null when it is something else.</param>
/// <param name="Other">Everything but a batch.</param>
internal sealed record IncomingMessage(Batch? Batch, AgentMessage? Other)
{
    private const uint BatchTag = (AgentMessage.BatchFieldNumber << 3) | (uint)WireFormat.WireType.LengthDelimited;

    /// <summary>Reads a message. Throws <see cref="RpcException"/> when the bytes are none.</summary>
    public static IncomingMessage Read(ReadOnlySequence<byte> bytes, BatchPool pool)
    {
        try
        {
            return TryReadBatch(bytes, pool) is { } batch ? new(batch, null) : Unwrap(AgentMessage.Parser.ParseFrom(bytes));
        }
        catch (InvalidProtocolBufferException fault)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"These bytes are no message of meshlens/v1: {fault.Message}"));
        }
    }

    private static IncomingMessage Unwrap(AgentMessage message) =>
        message.BodyCase == AgentMessage.BodyOneofCase.Batch ? new(message.Batch, null) : new(null, message);

    // A message that is one batch and nothing else, as every agent writes it: its body can be read into a batch that exists.
    private static Batch? TryReadBatch(ReadOnlySequence<byte> bytes, BatchPool pool)
    {
        var reader = new SequenceReader<byte>(bytes);
        if (!reader.TryRead(out var tag) || tag != BatchTag || !TryReadLength(ref reader, out var length) || length != reader.Remaining)
        {
            return null;
        }

        var batch = pool.Rent();
        batch.MergeFrom(reader.UnreadSequence);
        return batch;
    }

    private static bool TryReadLength(ref SequenceReader<byte> reader, out long length)
    {
        length = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            if (!reader.TryRead(out var part))
            {
                return false;
            }

            length |= (long)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
