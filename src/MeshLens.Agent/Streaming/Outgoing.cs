using System.Buffers;
using Google.Protobuf;
using Grpc.Core;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Streaming;

/// <summary>The next message to the server, put together from parts that are already encoded. One instance serves a stream.</summary>
internal sealed class Outgoing
{
    private const byte BatchTag = (AgentMessage.BatchFieldNumber << 3) | (byte)WireFormat.WireType.LengthDelimited;
    private const int LargestPrefix = 6;

    private readonly byte[] _tail = new byte[128];
    private ReadOnlyMemory<byte> _flows;
    private EncodedBatch? _body;
    private byte[] _hello = [];
    private int _tailLength;
    private byte[]? _longTail;

    public static Marshaller<Outgoing> Marshaller { get; } =
        new((message, context) => message.WriteTo(context), _ => throw new NotSupportedException("An agent's messages are only written."));

    public void SetHello(Hello hello) => (_hello, _flows, _body, _tailLength) = (new AgentMessage { Hello = hello }.ToByteArray(), default, null, 0);

    /// <param name="flows">Announcements, as concatenated messages of type Batch.</param>
    /// <param name="body">The rows, or null for a message that only announces.</param>
    /// <param name="tail">What is known only now: sequence, age, losses.</param>
    public void SetBatch(ReadOnlyMemory<byte> flows, EncodedBatch? body, Batch tail)
    {
        (_hello, _flows, _body) = ([], flows, body);
        _tailLength = tail.CalculateSize();
        _longTail = _tailLength > _tail.Length ? new byte[_tailLength] : null;
        tail.WriteTo((_longTail ?? _tail).AsSpan(0, _tailLength));
    }

    private void WriteTo(SerializationContext context)
    {
        if (_hello.Length > 0)
        {
            context.Complete(_hello);
            return;
        }

        Span<byte> prefix = stackalloc byte[LargestPrefix];
        var length = _flows.Length + (_body?.Length ?? 0) + _tailLength;
        prefix = prefix[..WritePrefix(prefix, length)];
        context.SetPayloadLength(prefix.Length + length);
        var writer = context.GetBufferWriter();
        writer.Write(prefix);
        writer.Write(_flows.Span);
        writer.Write(_body is null ? default : _body.Body);
        writer.Write((_longTail ?? _tail).AsSpan(0, _tailLength));
        context.Complete();
    }

    private static int WritePrefix(Span<byte> prefix, int length)
    {
        var written = 0;
        prefix[written++] = BatchTag;
        for (; length >= 0x80; length >>= 7)
        {
            prefix[written++] = (byte)(length | 0x80);
        }

        prefix[written++] = (byte)length;
        return written;
    }
}
