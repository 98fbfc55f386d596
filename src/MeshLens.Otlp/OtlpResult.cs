namespace MeshLens.Otlp;

/// <summary>What became of an export request. Enough to answer over any transport.</summary>
public enum OtlpResult : byte
{
    /// <summary>Taken, perhaps not all of it.</summary>
    Taken,

    /// <summary>The bytes are no such request.</summary>
    Malformed,

    /// <summary>More bytes than are taken at once.</summary>
    TooLarge,

    /// <summary>In a format or packing that is not known.</summary>
    Unsupported,

    /// <summary>Not now.</summary>
    Busy,
}
