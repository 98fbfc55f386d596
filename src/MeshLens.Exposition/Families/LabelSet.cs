using System.Text;
using MeshLens.Exposition.Wire;

namespace MeshLens.Exposition.Families;

/// <summary>Labels that series have in common, written once in each encoding and copied from then on.</summary>
internal sealed class LabelSet
{
    private byte[]? _text;
    private byte[]? _protobuf;

    /// <param name="labels">Those without a value are left out, as in Prometheus they are the same as none.</param>
    public LabelSet(params ReadOnlySpan<Label> labels)
    {
        var some = new List<Label>(labels.Length);
        foreach (var label in labels)
        {
            if (label.Value.Length > 0)
            {
                some.Add(label);
            }
        }

        Labels = [.. some];
    }

    public static LabelSet Empty { get; } = new();

    public Label[] Labels { get; }

    /// <summary><c>a="b",c="d"</c></summary>
    public ReadOnlySpan<byte> Text => _text ??= WriteText(Labels);

    /// <summary>Each a field 1 of <c>io.prometheus.client.Metric</c>.</summary>
    public ReadOnlySpan<byte> Protobuf => _protobuf ??= WriteProtobuf(Labels);

    private static byte[] WriteText(Label[] labels)
    {
        var text = new StringBuilder();
        foreach (var label in labels)
        {
            text.Append(text.Length > 0 ? "," : "").Append(label.Name).Append("=\"");
            foreach (var letter in label.Value)
            {
                _ = letter switch
                {
                    '\\' => text.Append(@"\\"),
                    '"' => text.Append("\\\""),
                    '\n' => text.Append(@"\n"),
                    _ => text.Append(letter),
                };
            }

            text.Append('"');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] WriteProtobuf(Label[] labels)
    {
        using var buffer = new ByteBuffer(256);
        foreach (var label in labels)
        {
            var pair = buffer.Open(1);
            buffer.String(1, label.Name);
            buffer.String(2, label.Value);
            buffer.Close(pair);
        }

        return buffer.Written.ToArray();
    }
}
