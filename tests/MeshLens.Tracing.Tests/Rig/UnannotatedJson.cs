using System.Text;
using System.Text.Json;

namespace MeshLens.Tracing.Tests.Rig;

/// <summary>Cuts annotations out of a request in JSON again, as text: what is left must be what was sent, letter by letter.</summary>
internal static class UnannotatedJson
{
    // An element of a list of a span: request, resourceSpans, each, scopeSpans, each, spans, each, attributes, each.
    private const int ElementDepth = 8;

    /// <param name="request">As the backend got it.</param>
    /// <param name="spans">How many spans were told their edge.</param>
    public static string Cut(byte[] request, out int spans)
    {
        using var left = new MemoryStream();
        var (from, before) = (0, 0);
        var reader = new Utf8JsonReader(request);
        spans = 0;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject && reader.CurrentDepth == ElementDepth)
            {
                var name = NameOf(reader);
                reader.Skip();
                spans += name == "meshlens.edge" ? 1 : 0;
                if (IsAnnotation(name))
                {
                    // With the comma before it, if there is something to separate it from.
                    left.Write(request, from, before - from);
                    from = (int)reader.BytesConsumed;
                }
            }

            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.EndObject)
            {
                before = (int)reader.BytesConsumed;
            }
        }

        left.Write(request, from, request.Length - from);
        return Encoding.UTF8.GetString(left.ToArray());
    }

    private static bool IsAnnotation(string name) => name.StartsWith("meshlens.", StringComparison.Ordinal) || name.StartsWith("system.network.tcp.", StringComparison.Ordinal);

    // An attribute's key, an event's name. The reader is a copy.
    private static string NameOf(Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isName = reader.ValueTextEquals("key"u8) || reader.ValueTextEquals("name"u8);
            reader.Read();
            if (isName)
            {
                return reader.GetString()!;
            }

            reader.Skip();
        }

        return "";
    }
}
