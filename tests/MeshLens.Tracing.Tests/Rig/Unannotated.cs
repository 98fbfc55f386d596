using Google.Protobuf;

namespace MeshLens.Tracing.Tests.Rig;

/// <summary>Takes annotations out of a request again, with Google's reader and writer: what is left must be what was sent.</summary>
internal static class Unannotated
{
    private const int Delimited = 2;
    private static readonly byte[][] Prefixes = ["meshlens."u8.ToArray(), "system.network.tcp."u8.ToArray()];

    /// <param name="request">As the backend got it.</param>
    /// <param name="width">Bytes in which the sender writes the lengths of what is around spans, whatever they are; zero for as few as they take.</param>
    public static byte[] Protobuf(byte[] request, int width = 0) => Copy(request, depth: 0, width);

    // Requests, resource spans, scope spans, spans: the children that may have grown are in field 1, 2 and 2 (or 1000).
    private static byte[] Copy(byte[] message, int depth, int width)
    {
        var input = new CodedInputStream(message);
        using var target = new MemoryStream();
        while (!input.IsAtEnd)
        {
            var from = (int)input.Position;
            var tag = input.ReadTag();
            var (field, type) = ((int)(tag >> 3), (int)(tag & 7));
            if (type == Delimited)
            {
                var value = input.ReadBytes().ToByteArray();
                if (depth == 3 && IsAnnotation(field, value))
                {
                    continue;
                }

                var copied = depth < 3 && IsChild(depth, field) ? Copy(value, depth + 1, width) : value;
                if (!copied.AsSpan().SequenceEqual(value))
                {
                    var output = new CodedOutputStream(target, leaveOpen: true);
                    output.WriteTag(tag);
                    WriteLength(output, copied.Length, depth < 2 ? width : 0);
                    output.Flush();
                    target.Write(copied);
                    continue;
                }
            }
            else
            {
                input.SkipLastField();
            }

            target.Write(message, from, (int)input.Position - from);
        }

        return target.ToArray();
    }

    private static void WriteLength(CodedOutputStream output, int length, int width)
    {
        if (width == 0)
        {
            output.WriteLength(length);
            return;
        }

        for (var each = 0; each < width; each++)
        {
            output.WriteRawTag((byte)(((length >> (7 * each)) & 0x7F) | (each < width - 1 ? 0x80 : 0)));
        }
    }

    private static bool IsChild(int depth, int field) => depth == 0 ? field == 1 : field == 2 || (depth == 1 && field == 1000);

    private static bool IsAnnotation(int field, byte[] value) => field is 9 or 11 && Array.Exists(Prefixes, prefix => NameOf(field, value).StartsWith(prefix));

    private static ReadOnlySpan<byte> NameOf(int field, byte[] value)
    {
        var input = new CodedInputStream(value);
        while (!input.IsAtEnd)
        {
            var tag = input.ReadTag();
            if (tag >> 3 == (field == 9 ? 1u : 2u) && (tag & 7) == Delimited)
            {
                return input.ReadBytes().Span;
            }

            input.SkipLastField();
        }

        return [];
    }
}
