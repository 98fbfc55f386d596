using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>Owns a file descriptor that is not a plain file: an iterator, an event, a cgroup, a pinned map.</summary>
internal sealed class BpfFileHandle : SafeHandle
{
    public BpfFileHandle(int fd)
        : base(-1, ownsHandle: true) => SetHandle(fd);

    public override bool IsInvalid => handle < 0;

    public int FileDescriptor => (int)handle;

    /// <summary>Opens a directory or special file for reading; a failure names the path.</summary>
    public static BpfFileHandle Open(string path)
    {
        var fd = SystemFunctions.Open(path, SystemFunctions.ReadOnly | SystemFunctions.CloseOnExec);
        return fd >= 0 ? new BpfFileHandle(fd) : throw new BpfException($"open {path}", Marshal.GetLastPInvokeError());
    }

    protected override bool ReleaseHandle() => SystemFunctions.Close(handle) == 0;
}
