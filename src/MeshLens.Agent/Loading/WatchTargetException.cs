namespace MeshLens.Agent.Loading;

/// <summary>Something to be watched cannot be found; the message is a sentence with the fix.</summary>
internal sealed class WatchTargetException(string message) : Exception(message);
