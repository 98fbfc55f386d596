using System.Collections.Concurrent;

namespace MeshLens.Files;

/// <summary>The claims of one process, one for each directory: its parts share them, as each would keep the others out.</summary>
public sealed class DirectoryClaims : IDisposable
{
    private readonly ConcurrentDictionary<string, DirectoryClaim> _claims = new(StringComparer.Ordinal);

    public DirectoryClaim Of(string directory) => _claims.GetOrAdd(Path.GetFullPath(directory), static path => new(path));

    /// <summary>Leaves all directories to others.</summary>
    public void Dispose()
    {
        foreach (var claim in _claims.Values)
        {
            claim.Dispose();
        }
    }
}
