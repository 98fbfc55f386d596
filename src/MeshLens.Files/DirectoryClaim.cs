namespace MeshLens.Files;

/// <summary>The right of one process to write in a directory: a lock on a file in it, which ends with the process however that ends.</summary>
/// <remarks>The lock is the kernel's (<c>flock</c>): it tells apart processes of one machine, and of several where their file system says so.</remarks>
public sealed class DirectoryClaim(string directory) : IDisposable
{
    private const string Name = "lock";

    // What open files of others are answered with: EWOULDBLOCK.
    private const int WouldBlock = 11;

    private readonly Lock _gate = new();
    private FileStream? _file;
    private bool _isLeft;

    /// <summary>Makes the directory, if need be, and claims it, unless that is done.</summary>
    /// <exception cref="DirectoryInUseException">Another one has it.</exception>
    /// <exception cref="IOException">Nobody can write there.</exception>
    /// <exception cref="UnauthorizedAccessException">This process may not write there.</exception>
    /// <exception cref="ObjectDisposedException">It was left to others for good.</exception>
    public void Take()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isLeft, this);
            if (_file is null)
            {
                Directory.CreateDirectory(directory);
                _file = Open();
            }
        }
    }

    /// <summary>Leaves it to others.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isLeft = true;
            _file?.Dispose();
            _file = null;
        }
    }

    private FileStream Open()
    {
        try
        {
            return new(Path.Combine(directory, Name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure) when (failure.HResult == WouldBlock)
        {
            throw new DirectoryInUseException(directory, failure);
        }
    }
}
