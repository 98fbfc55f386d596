namespace MeshLens.Lab.Http;

/// <summary>How waiting for a message ended.</summary>
internal enum HttpRead
{
    Message,
    TimedOut,
    Closed,
    Broken,
    Malformed,
}
