namespace MeshLens.Agent.Host;

/// <summary>
/// The files in which Linux describes itself (<c>/proc</c>, <c>/sys</c>). A file that is not there, or no longer, or not for us
/// to read is an ordinary answer here, never an exception: processes come and go while they are being read.
/// </summary>
internal interface IHostFiles
{
    /// <summary>Reads from the start of a file. Returns the bytes read (a full buffer may mean there is more), -1 when unreadable.</summary>
    int Read(string path, Span<byte> buffer);

    /// <summary>Inode of what the path leads to, links followed. 0 when there is none.</summary>
    ulong Inode(string path);

    /// <summary>Target of a symbolic link. Null when there is none.</summary>
    string? Link(string path);

    /// <summary>Opens for reading. Returns a descriptor that the caller closes, or the negative errno.</summary>
    int Open(string path);

    /// <summary>Names in a directory, without their path. Empty when there is none.</summary>
    IEnumerable<string> Entries(string directory);

    /// <summary>Names of the directories in a directory, without their path. Empty when there is none.</summary>
    IEnumerable<string> Directories(string directory);
}
