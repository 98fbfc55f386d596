using CsCheck;
using Google.Protobuf;
using OpenTelemetry.Proto.Trace.V1;

namespace MeshLens.Tracing.Tests.Rig;

/// <summary>Valid requests of any shape: fields in any order, known and unknown ones, several times or never, of every wire type, groups included.</summary>
internal static class RandomMessages
{
    /// <summary>How many bytes a padded length takes.</summary>
    public const int PaddedWidth = 4;

    private static readonly string[] Keys = ["server.address", "server.port", "http.route", "net.peer.name"];
    private static readonly string[] Values = ["payments", "cart", "8080", ""];

    private static readonly Gen<byte[]> Unknown = Gen.OneOf(
        Gen.Select(Gen.Int[20, 900], Gen.ULong, static (field, value) => Field(field, 0, output => output.WriteUInt64(value))),
        Gen.Select(Gen.Int[20, 900], Gen.ULong, static (field, value) => Field(field, 1, output => output.WriteFixed64(value))),
        Gen.Select(Gen.Int[20, 900], Gen.UInt, static (field, value) => Field(field, 5, output => output.WriteFixed32(value))),
        Gen.Select(Gen.Int[20, 900], Gen.Byte.Array[0, 300], static (field, value) => Field(field, 2, output => output.WriteBytes(ByteString.CopyFrom(value)))),
        Gen.Select(Gen.Int[20, 900], Gen.UInt, static (field, value) =>
            Field(field, 3, output =>
            {
                output.WriteTag(7, WireFormat.WireType.Varint);
                output.WriteUInt32(value);
                output.WriteTag(field, WireFormat.WireType.EndGroup);
            })));

    private static readonly Gen<byte[]> Attribute = Gen.Select(
        Gen.Int[0, Keys.Length - 1], Gen.Int[0, Values.Length - 1], static (key, value) => Child(9, Spans.Text(Keys[key], Values[value]).ToByteArray()));

    private static readonly Gen<byte[]> SpanFields = Gen.OneOf(
        Unknown,
        Attribute,
        Gen.Int[0, 5].Select(static kind => Field(6, 0, output => output.WriteInt32(kind))),
        Gen.Byte.Array[16].Select(static id => Child(1, id)),
        Gen.ULong.Select(static time => Field(8, 1, output => output.WriteFixed64(time))),
        Gen.Const(Child(11, new Span.Types.Event { Name = "an event", TimeUnixNano = 7 }.ToByteArray())));

    private static readonly Gen<byte[]> Span = SpanFields.Array[0, 12].Select(static fields => Child(2, Join(fields)));

    private static readonly Gen<byte[]> ScopeSpans = Gen.Frequency((1, Unknown), (4, Span)).Array[0, 8].Select(static fields => Child(2, Join(fields)));

    private static readonly Gen<byte[]> ResourceSpans = Gen.Frequency((1, Unknown), (1, Gen.Const(Child(1, Spans.Frontend().ToByteArray()))), (2, ScopeSpans))
        .Array[0, 5].Select(static fields => Child(1, Join(fields)));

    public static Gen<byte[]> Request { get; } = Gen.Frequency((1, Unknown), (4, ResourceSpans)).Array[0, 4].Select(Join);

    /// <summary>A message in a field, its length in more bytes than it takes, as SDKs write that do not know it before.</summary>
    public static byte[] Padded(int field, byte[] content)
    {
        var length = content.Length;
        return
        [
            (byte)((field << 3) | 2), (byte)((length & 0x7F) | 0x80), (byte)(((length >> 7) & 0x7F) | 0x80), (byte)(((length >> 14) & 0x7F) | 0x80), (byte)(length >> 21),
            .. content,
        ];
    }

    private static byte[] Join(byte[][] fields) => [.. fields.SelectMany(static field => field)];

    /// <summary>A message in a field.</summary>
    public static byte[] Child(int field, byte[] content) => Field(field, 2, output => output.WriteBytes(ByteString.CopyFrom(content)));

    private static byte[] Field(int field, int type, Action<CodedOutputStream> write)
    {
        using var target = new MemoryStream();
        using var output = new CodedOutputStream(target, leaveOpen: true);
        output.WriteTag(field, (WireFormat.WireType)type);
        write(output);
        output.Flush();
        return target.ToArray();
    }
}
