using System.Text;
using MeshLens.Otlp.Json;

namespace MeshLens.Otlp.Grpc;

/// <summary>Tells a gRPC sender when to come again: a <c>google.rpc.Status</c> with a <c>RetryInfo</c> in it.</summary>
internal static class RetryDetails
{
    /// <summary>Where gRPC carries it.</summary>
    public const string Trailer = "grpc-status-details-bin";

    private const int Overhead = 128;

    private static ReadOnlySpan<byte> RetryInfo => "type.googleapis.com/google.rpc.RetryInfo"u8;

    public static byte[] Write(OtlpOutcome outcome, TimeSpan retryAfter)
    {
        var message = Encoding.UTF8.GetBytes(outcome.Message);
        var buffer = new byte[message.Length + Overhead];
        var writer = new ProtoWriter(buffer);
        writer.Integer(1, (ulong)OtlpAnswer.CodeOf(outcome.Result));
        Bytes(ref writer, 2, message);
        var any = writer.Begin(3);
        Bytes(ref writer, 1, RetryInfo);
        var info = writer.Begin(2);
        var delay = writer.Begin(1);
        writer.Integer(1, (ulong)retryAfter.Ticks / TimeSpan.TicksPerSecond);
        writer.Integer(2, (ulong)retryAfter.Ticks % TimeSpan.TicksPerSecond * 100);
        writer.End(delay);
        writer.End(info);
        writer.End(any);
        return buffer[..writer.Length];
    }

    private static void Bytes(ref ProtoWriter writer, int field, ReadOnlySpan<byte> bytes)
    {
        var begun = writer.Begin(field);
        bytes.CopyTo(writer.Room(bytes.Length));
        writer.Advance(bytes.Length);
        writer.End(begun);
    }
}
