using MeshLens.Agent.Host;

namespace MeshLens.Agent.Processes;

/// <summary>
/// Path of a cgroup (v2) by its id, which is the inode of its directory. Kernel events name the socket's cgroup by id, so a
/// container can be told even when its process is gone. An unknown id starts a walk through the tree: soon, because a flow is
/// described once, but walking takes no more than a twentieth of the time. What a walk did not find has gone, and is not
/// looked for again. Not thread-safe.
/// </summary>
internal sealed class CgroupDirectory(IHostFiles files, TimeProvider time, string? mount, int capacity = 16384)
{
    private const int Share = 20;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private readonly Dictionary<ulong, string> _paths = [];
    private readonly HashSet<ulong> _gone = [];
    private TimeSpan _pause;
    private long? _walkedAt;

    /// <summary>Whether a walk met more cgroups than are kept.</summary>
    public bool Truncated { get; private set; }

    /// <summary>Walks that met more cgroups than are kept.</summary>
    public long CutWalks { get; private set; }

    /// <summary>Path below the mount, starting with a slash; null when unknown.</summary>
    public string? Find(ulong id)
    {
        if (id == 0 || mount is null)
        {
            return null;
        }

        if (!_paths.ContainsKey(id) && !_gone.Contains(id) && (_walkedAt is not { } at || time.GetElapsedTime(at) >= _pause))
        {
            LookFor(id, mount);
        }

        return _paths.GetValueOrDefault(id);
    }

    private void LookFor(ulong id, string top)
    {
        var begun = time.GetTimestamp();
        Walk(top);
        _walkedAt = time.GetTimestamp();
        var pause = Share * time.GetElapsedTime(begun, _walkedAt.Value);
        _pause = pause > ShortestPause ? pause : ShortestPause;
        if (!_paths.ContainsKey(id))
        {
            if (_gone.Count == capacity)
            {
                _gone.Clear();
            }

            _gone.Add(id);
        }
    }

    // Inodes of removed cgroups are not reused while the tree is mounted, but their paths are dropped to stay bounded.
    private void Walk(string top)
    {
        _paths.Clear();
        Truncated = false;
        var waiting = new Stack<string>([string.Empty]);
        while (waiting.TryPop(out var path))
        {
            if (_paths.Count == capacity)
            {
                Truncated = true;
                CutWalks++;
                return;
            }

            _paths[files.Inode(top + path)] = path.Length == 0 ? "/" : path;
            foreach (var name in files.Directories(top + path))
            {
                waiting.Push($"{path}/{name}");
            }
        }
    }
}
