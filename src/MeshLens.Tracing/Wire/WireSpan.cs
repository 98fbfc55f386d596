using System.Diagnostics.CodeAnalysis;
using MeshLens.Tracing.Edges;

namespace MeshLens.Tracing.Wire;

/// <summary>One span in protobuf: what it tells.</summary>
internal struct WireSpan
{
    private const int KindField = 6;
    private const int StartField = 7;
    private const int EndField = 8;
    private const int Attributes = 9;

    private Facts _facts;

    [UnscopedRef]
    public readonly ref readonly Facts Facts => ref _facts;

    public SpanKind Kind { get; private set; }

    public SpanTimes Times { get; private set; }

    /// <returns>Where the request is broken; -1 where it is not.</returns>
    public int Read(ReadOnlySpan<byte> request, in WireCursor message)
    {
        var fields = new WireCursor(request, message.From, message.To);
        while (fields.Next())
        {
            if (fields is { Field: Attributes, IsDelimited: true })
            {
                if (WireFacts.OfAttribute(request, fields, ref _facts) is >= 0 and var broken)
                {
                    return broken;
                }
            }
            else if (fields is { Field: KindField, IsDelimited: false })
            {
                Kind = fields.Number is (ulong)SpanKind.Server or (ulong)SpanKind.Client ? (SpanKind)fields.Number : SpanKind.Other;
            }
            else if (fields is { Field: StartField, IsDelimited: false })
            {
                Times = Times with { Start = fields.Number };
            }
            else if (fields is { Field: EndField, IsDelimited: false })
            {
                Times = Times with { End = fields.Number };
            }
        }

        return fields.BrokenAt;
    }
}
