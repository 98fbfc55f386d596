namespace MeshLens.Tracing.Json;

/// <summary>What is there of a list.</summary>
internal enum JsonListForm : byte
{
    /// <summary>Nothing: the object does not have it.</summary>
    Missing,

    /// <summary><c>null</c>.</summary>
    Null,

    /// <summary>It has no elements.</summary>
    Empty,

    /// <summary>It has some.</summary>
    Filled,
}
