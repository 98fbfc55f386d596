namespace MeshLens.Xds.Protocol;

/// <summary>How a response was taken.</summary>
internal enum ReceptionKind
{
    /// <summary>Everything in it was taken over.</summary>
    Acknowledged,

    /// <summary>Something in it was bad; the rest was taken over.</summary>
    Rejected,

    /// <summary>Taken over, but without a nonce it cannot be answered: an empty one would read as a new subscription.</summary>
    Unanswerable,

    /// <summary>Of a type that was not asked for on this stream: not read, not answered.</summary>
    Unasked,
}
