using System.Text;
using Grpc.Core;
using MeshLens.Otlp.Json;

namespace MeshLens.Otlp;

/// <summary>An answer in protobuf: <c>partial_success</c> is alike in the responses of all signals.</summary>
internal static class OtlpAnswer
{
    private const int Overhead = 64;

    /// <summary>A response of the signal, or a <c>google.rpc.Status</c>.</summary>
    public static byte[] Write(OtlpOutcome outcome)
    {
        if (outcome is { Result: OtlpResult.Taken, Rejected: 0 })
        {
            return [];
        }

        var message = Encoding.UTF8.GetBytes(outcome.Message);
        var buffer = new byte[message.Length + Overhead];
        var writer = new ProtoWriter(buffer);
        if (outcome.Result == OtlpResult.Taken)
        {
            var partial = writer.Begin(1);
            Write(ref writer, (ulong)outcome.Rejected, message);
            writer.End(partial);
        }
        else
        {
            Write(ref writer, (ulong)CodeOf(outcome.Result), message);
        }

        return buffer[..writer.Length];
    }

    /// <summary>As gRPC says it. A sender tries again after <see cref="StatusCode.Unavailable"/> alone.</summary>
    public static int CodeOf(OtlpResult result) => (int)(result switch
    {
        OtlpResult.Taken => StatusCode.OK,
        OtlpResult.Busy => StatusCode.Unavailable,
        OtlpResult.Unsupported => StatusCode.Unimplemented,
        _ => StatusCode.InvalidArgument,
    });

    // Both messages begin with a number and a text.
    private static void Write(ref ProtoWriter writer, ulong number, byte[] message)
    {
        writer.Integer(1, number);
        var text = writer.Begin(2);
        message.CopyTo(writer.Room(message.Length));
        writer.Advance(message.Length);
        writer.End(text);
    }
}
