using System.Diagnostics;
using System.Globalization;

namespace Benchmarks.Agent;

/// <summary>A child whose processor time and memory are measured. Disposing asks it to end, and waits.</summary>
internal sealed partial class MeasuredProcess : IDisposable
{
    private const int Terminate = 15;
    private const double TicksPerSecond = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Process _process;

    private MeasuredProcess(Process process) => _process = process;

    /// <param name="program">Its path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="keepErrors">Whether its standard error is shown.</param>
    public static MeasuredProcess Start(string program, IEnumerable<string> arguments, bool keepErrors)
    {
        var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) =>
        {
            if (keepErrors && line.Data is not null)
            {
                Console.Error.WriteLine($"  {line.Data}");
            }
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new(process);
    }

    /// <summary>User and system time so far, of all threads.</summary>
    /// <remarks>Fields 14 and 15 of <c>/proc/PID/stat</c>, in ticks; the name before them may hold spaces.</remarks>
    public double CpuSeconds()
    {
        var stat = File.ReadAllText($"/proc/{_process.Id}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (Number(fields[11]) + Number(fields[12])) / TicksPerSecond;
    }

    public long ResidentBytes()
    {
        var pages = File.ReadAllText($"/proc/{_process.Id}/statm").Split(' ')[1];
        return (long)Number(pages) * Environment.SystemPageSize;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _ = Kill(_process.Id, Terminate);
            if (!_process.WaitForExit(Patience))
            {
                _process.Kill();
            }
        }

        _process.Dispose();
    }

    [System.Runtime.InteropServices.LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
