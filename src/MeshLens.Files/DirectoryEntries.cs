using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MeshLens.Files;

/// <summary>What a directory says of its files: which was created, renamed or deleted is on disk once this was flushed, and may be undone by a power cut before.</summary>
public static partial class DirectoryEntries
{
    private const int ReadOnly = 0;
    private const int DirectoryOnly = 0x10000;
    private const int CloseOnExec = 0x80000;
    private const int PermissionDenied = 13;

    /// <exception cref="IOException">There is no such directory, or the disk does not take it.</exception>
    public static void Flush(string directory)
    {
        using var handle = new SafeFileHandle(Open(directory, ReadOnly | DirectoryOnly | CloseOnExec), ownsHandle: true);
        var error = handle.IsInvalid ? Marshal.GetLastPInvokeError() : 0;
        if (error is not (0 or PermissionDenied))
        {
            throw new IOException($"The directory {directory} cannot be flushed: {Marshal.GetPInvokeErrorMessage(error)}.");
        }

        // Who may write in a directory without reading it cannot flush it; its files are as good as without.
        if (error == 0)
        {
            RandomAccess.FlushToDisk(handle);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
