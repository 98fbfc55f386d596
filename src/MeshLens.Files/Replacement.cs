namespace MeshLens.Files;

/// <summary>A file that takes the place of another as a whole: readers, and whoever comes after a power cut, find the old one or the new one.</summary>
/// <remarks>
/// It is written beside the other as <c>.new</c>, flushed to disk and renamed. What does not get that far is deleted: where the disk is full, half
/// a file takes room that the next attempt needs.
/// </remarks>
public sealed class Replacement : IDisposable
{
    private const int BufferBytes = 64 << 10;

    private readonly string _path;
    private readonly FileStream _file;
    private bool _isInPlace;

    /// <param name="path">The file that it replaces, which need not exist.</param>
    /// <exception cref="IOException">It cannot be created, or somebody else is writing it.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be created.</exception>
    public Replacement(string path)
    {
        _path = path;
        _file = new(path + ".new", FileMode.Create, FileAccess.Write, FileShare.None, BufferBytes);
    }

    /// <summary>What is in it; to be written once.</summary>
    public Stream Content => _file;

    /// <summary>Flushes what was written to disk, and closes it.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public void Complete()
    {
        _file.Flush(flushToDisk: true);
        _file.Dispose();
    }

    /// <summary>Puts what is complete in its place. It stays there from <see cref="DirectoryEntries.Flush"/> on, whatever happens.</summary>
    /// <exception cref="IOException">It cannot be renamed.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be renamed.</exception>
    public void Replace()
    {
        File.Move(_file.Name, _path, overwrite: true);
        _isInPlace = true;
    }

    /// <summary>Deletes it unless it is in its place.</summary>
    public void Dispose()
    {
        try
        {
            _file.Dispose();
        }
        catch (IOException)
        {
            // What is still to be written finds no room, either: why is known by now.
        }

        if (!_isInPlace)
        {
            Discard();
        }
    }

    private void Discard()
    {
        try
        {
            File.Delete(_file.Name);
        }
        catch (Exception stays) when (stays is IOException or UnauthorizedAccessException)
        {
            // The next one is written over it.
        }
    }
}
