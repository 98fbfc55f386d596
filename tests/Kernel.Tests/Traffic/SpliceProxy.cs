using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Kernel.Tests;

/// <summary>Moves bytes from one socket to another through a pipe, without ever reading them.</summary>
internal static partial class SpliceProxy
{
    private const int Chunk = 65536;

    public static Thread Start(Socket from, Socket to)
    {
        var thread = new Thread(() => Move((int)from.Handle, (int)to.Handle)) { IsBackground = true };
        thread.Start();
        return thread;
    }

    private static unsafe void Move(int from, int to)
    {
        var ends = stackalloc int[2];
        Assert.Equal(0, Pipe(ends));
        for (nint moved; (moved = Splice(from, 0, ends[1], 0, Chunk, 0)) > 0;)
        {
            Splice(ends[0], 0, to, 0, (nuint)moved, 0);
        }

        _ = Close(ends[0]);
        _ = Close(ends[1]);
    }

    [LibraryImport("libc", EntryPoint = "pipe")]
    private static unsafe partial int Pipe(int* ends);

    [LibraryImport("libc", EntryPoint = "splice")]
    private static partial nint Splice(int from, nint fromOffset, int to, nint toOffset, nuint length, uint flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
