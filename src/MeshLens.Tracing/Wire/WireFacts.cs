using MeshLens.Tracing.Edges;

namespace MeshLens.Tracing.Wire;

/// <summary>Reads attributes in protobuf as far as they tell who is at the ends of a request.</summary>
internal static class WireFacts
{
    private const int Key = 1;
    private const int Value = 2;
    private const int TextValue = 1;
    private const int IntegerValue = 3;

    /// <summary>Reads all attributes of a message.</summary>
    /// <param name="request">What the places are in.</param>
    /// <param name="message">The message.</param>
    /// <param name="field">The number of its attributes.</param>
    /// <param name="facts">Gets what they tell.</param>
    /// <returns>Where the request is broken; -1 where it is not.</returns>
    public static int OfMessage(ReadOnlySpan<byte> request, in WireCursor message, int field, ref Facts facts)
    {
        var fields = new WireCursor(request, message.From, message.To);
        while (fields.Next())
        {
            if (fields.Field == field && fields.IsDelimited && OfAttribute(request, fields, ref facts) is >= 0 and var broken)
            {
                return broken;
            }
        }

        return fields.BrokenAt;
    }

    /// <summary>Reads one attribute.</summary>
    /// <returns>Where the request is broken; -1 where it is not.</returns>
    public static int OfAttribute(ReadOnlySpan<byte> request, in WireCursor attribute, ref Facts facts)
    {
        var fact = Fact.None;
        var (from, to) = (0, 0);
        var fields = new WireCursor(request, attribute.From, attribute.To);
        while (fields.Next())
        {
            if (fields is { Field: Key, IsDelimited: true })
            {
                fact = FactNames.Of(request[fields.From..fields.To]);
            }
            else if (fields is { Field: Value, IsDelimited: true })
            {
                (from, to) = (fields.From, fields.To);
            }
        }

        return fields.BrokenAt >= 0 || fact == Fact.None ? fields.BrokenAt : OfValue(request, fact, from, to, ref facts);
    }

    private static int OfValue(ReadOnlySpan<byte> request, Fact fact, int from, int to, ref Facts facts)
    {
        var fields = new WireCursor(request, from, to);
        while (fields.Next())
        {
            if (fields is { Field: TextValue, IsDelimited: true })
            {
                facts.Text(fact, fields.From, fields.To - fields.From);
            }
            else if (fields is { Field: IntegerValue, IsDelimited: false })
            {
                facts.Number(fact, (long)fields.Number);
            }
        }

        return fields.BrokenAt;
    }
}
