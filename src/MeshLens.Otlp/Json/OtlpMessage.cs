using System.Text.Json;

namespace MeshLens.Otlp.Json;

/// <summary>The fields of a message. Filled after it is made, as messages contain each other.</summary>
internal sealed class OtlpMessage
{
    private OtlpField[] _fields = [];

    public OtlpMessage With(params OtlpField[] fields)
    {
        _fields = fields;
        return this;
    }

    /// <summary>The field whose name the reader stands on; null when it is not known.</summary>
    public OtlpField? Find(ref Utf8JsonReader reader)
    {
        foreach (var field in _fields)
        {
            if (reader.ValueTextEquals(field.NameBytes))
            {
                return field;
            }
        }

        return null;
    }
}
