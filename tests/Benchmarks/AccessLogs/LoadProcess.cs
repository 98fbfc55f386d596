using System.Diagnostics;

namespace Benchmarks.AccessLogs;

/// <summary>This program once more, as the source of load. It ends when its input does.</summary>
internal sealed class LoadProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly Process _process;

    private LoadProcess(Process process) => _process = process;

    /// <summary>Waits until it listens, and gives the port.</summary>
    public Task<int> PortAsync() => ListeningPort.OfAsync(_process, Ending.Token);

    public static LoadProcess Start(params string[] arguments) =>
        new(Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardInput = true })!);

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(Patience))
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
