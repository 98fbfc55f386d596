using System.Text.Json;
using MeshLens.Tracing.Edges;

namespace MeshLens.Tracing.Json;

/// <summary>Reads attributes in OTLP's JSON as far as they tell who is at the ends of a request.</summary>
internal static class JsonFacts
{
    /// <param name="reader">On the name of a property whose value is a resource.</param>
    public static void OfResource(ref Utf8JsonReader reader, ref Facts facts)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("attributes"u8))
            {
                reader.Read();
                OfList(ref reader, ref facts);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
    }

    /// <summary>Reads a list of attributes and tells where one can be added.</summary>
    /// <param name="reader">On the beginning of the list, or <c>null</c>; then on its end.</param>
    public static JsonList OfList(ref Utf8JsonReader reader, ref Facts facts)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return new((int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex), JsonListForm.Null);
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new FormatException($"At byte {reader.TokenStartIndex} there must be an array of attributes.");
        }

        var form = JsonListForm.Empty;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            form = JsonListForm.Filled;
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                OfPair(ref reader, ref facts);
            }
            else
            {
                reader.Skip();
            }
        }

        return new((int)reader.TokenStartIndex, 0, form);
    }

    private static void OfPair(ref Utf8JsonReader reader, ref Facts facts)
    {
        var fact = Fact.None;
        var value = default(Place);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isKey = reader.ValueTextEquals("key"u8);
            var isValue = reader.ValueTextEquals("value"u8);
            reader.Read();
            if (isKey && reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped)
            {
                fact = FactNames.Of(reader.ValueSpan);
            }
            else if (isValue && reader.TokenType == JsonTokenType.StartObject)
            {
                value = OfValue(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        if (fact != Fact.None)
        {
            facts[(int)fact] = value;
        }
    }

    private static Place OfValue(ref Utf8JsonReader reader)
    {
        var value = default(Place);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isText = reader.ValueTextEquals("stringValue"u8);
            var isNumber = reader.ValueTextEquals("intValue"u8);
            reader.Read();
            if ((isText || isNumber) && reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped)
            {
                value = new((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, 0);
            }
            else if (isNumber && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) && number != 0)
            {
                value = new(0, 1, number);
            }
            else
            {
                reader.Skip();
            }
        }

        return value;
    }
}
