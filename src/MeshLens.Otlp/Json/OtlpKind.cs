namespace MeshLens.Otlp.Json;

/// <summary>How a field is written in JSON, and in protobuf.</summary>
internal enum OtlpKind : byte
{
    /// <summary>A string.</summary>
    Text,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Bool,

    /// <summary>An integer, as a number or a string; a varint.</summary>
    Integer,

    /// <summary>An integer, as a number or a string; eight bytes.</summary>
    Fixed64,

    /// <summary>An integer, as a number or a string; four bytes.</summary>
    Fixed32,

    /// <summary>A number, or one of the three strings that are none.</summary>
    Real,

    /// <summary>Bytes in base64.</summary>
    Bytes,

    /// <summary>Bytes in hexadecimal digits: ids of traces and spans, and nothing else in OTLP.</summary>
    Id,

    /// <summary>An object.</summary>
    Message,
}
