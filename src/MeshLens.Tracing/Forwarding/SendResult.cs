namespace MeshLens.Tracing.Forwarding;

/// <summary>What a backend made of a request.</summary>
internal enum SendResult : byte
{
    /// <summary>It has it, perhaps not all of it.</summary>
    Delivered,

    /// <summary>It may be sent again.</summary>
    Again,

    /// <summary>It must not be sent again.</summary>
    Refused,
}
