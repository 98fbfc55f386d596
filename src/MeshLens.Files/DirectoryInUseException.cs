namespace MeshLens.Files;

/// <summary>Another process writes in the directory.</summary>
public sealed class DirectoryInUseException(string directory, Exception inner)
    : IOException($"Another process has the directory {directory}, as its file 'lock' says.", inner);
