using System.Text;
using MeshLens.Agent.Host;

namespace MeshLens.Agent.Tests.Host;

/// <summary>Files in memory. A directory exists when something below it does.</summary>
internal sealed class FakeHostFiles : IHostFiles
{
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _links = [];
    private readonly Dictionary<string, ulong> _inodes = [];

    public int Reads { get; private set; }

    public FakeHostFiles With(string path, string content) => With(path, Encoding.UTF8.GetBytes(content));

    public FakeHostFiles With(string path, byte[] content)
    {
        _files[path] = content;
        return this;
    }

    public FakeHostFiles WithLink(string path, string target)
    {
        _links[path] = target;
        return this;
    }

    public FakeHostFiles WithInode(string path, ulong inode)
    {
        _inodes[path] = inode;
        return this;
    }

    public FakeHostFiles Without(string prefix)
    {
        Remove(_files, prefix);
        Remove(_links, prefix);
        Remove(_inodes, prefix);
        return this;
    }

    public int Read(string path, Span<byte> buffer)
    {
        Reads++;
        if (!_files.TryGetValue(path, out var content))
        {
            return -1;
        }

        var length = Math.Min(content.Length, buffer.Length);
        content.AsSpan(0, length).CopyTo(buffer);
        return length;
    }

    public ulong Inode(string path) => _inodes.GetValueOrDefault(path);

    public string? Link(string path) => _links.GetValueOrDefault(path);

    public int Open(string path) => -2;

    public IEnumerable<string> Entries(string directory)
    {
        var prefix = directory + "/";
        return _files.Keys.Concat(_links.Keys).Concat(_inodes.Keys)
            .Where(path => path.StartsWith(prefix, StringComparison.Ordinal))
            .Select(path => path[prefix.Length..].Split('/')[0])
            .Distinct();
    }

    public IEnumerable<string> Directories(string directory) =>
        Entries(directory).Where(name => Entries($"{directory}/{name}").Any());

    private static void Remove<T>(IDictionary<string, T> from, string prefix)
    {
        foreach (var path in from.Keys.Where(path => path.StartsWith(prefix, StringComparison.Ordinal)).ToList())
        {
            from.Remove(path);
        }
    }
}
