using System.Runtime.InteropServices;

namespace LibBpfSharp.Tests;

/// <summary>The code of the README, compiled and run. What lies between the markers is compared with the README's block.</summary>
internal static class ReadmeExample
{
    public static void Run(string path, ushort port, Action wait, Action<string> print)
    {
        // begin
        using var bpf = BpfObject.OpenFile(path);
        bpf.Globals.Set("only_port", port);
        bpf.Maps["events"].MaxEntries = 64 * 1024;
        bpf.Load();

        using var ring = new RingBuffer(bpf.Maps["events"], record => print($"{MemoryMarshal.Read<StateChange>(record)}"));
        ring.Start();
        using (bpf.Programs["on_state"].Attach())
        {
            wait();
        }

        var totals = bpf.Maps["totals"].View<uint, ulong>();
        print($"went {totals.Keys.Count()} ways, into LISTEN {totals[10]} times");

        // end
    }
}
