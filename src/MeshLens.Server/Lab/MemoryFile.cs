using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MeshLens.Server.Lab;

/// <summary>A file that exists in memory alone and ends with this process, however it ends.</summary>
internal sealed partial class MemoryFile : IDisposable
{
    private const uint CloseOnExec = 1;

    private readonly SafeFileHandle _handle;

    /// <exception cref="IOException">The kernel gives no such file.</exception>
    public MemoryFile(string name)
    {
        _handle = Create(name, CloseOnExec);
        if (_handle.IsInvalid)
        {
            throw new IOException($"No file in memory could be made: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}.");
        }
    }

    /// <summary>Opens the file, for this process.</summary>
    public string Path => $"/proc/self/fd/{_handle.DangerousGetHandle()}";

    public void Dispose() => _handle.Dispose();

    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Create(string name, uint flags);
}
