using System.Diagnostics;

namespace Kernel.Tests.Host;

/// <summary>A process that wants all of CPU 0. The kernel ends it after ten seconds of CPU time, whatever becomes of the test.</summary>
internal sealed class BusyProcess : IDisposable
{
    private readonly Process _process;

    private BusyProcess(Process process) => _process = process;

    public int ProcessId => _process.Id;

    public static BusyProcess Create() =>
        new(Process.Start("taskset", ["-c", "0", "sh", "-c", "ulimit -t 10; while :; do :; done"]));

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
