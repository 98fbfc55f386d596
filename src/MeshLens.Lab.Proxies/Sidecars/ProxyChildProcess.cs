using System.Diagnostics;
using System.Text.Json;

namespace MeshLens.Lab.Proxies.Sidecars;

/// <summary>A process of proxies, from the lab's side.</summary>
internal sealed class ProxyChildProcess : IDisposable
{
    private readonly Process _process;

    private ProxyChildProcess(Process process, IReadOnlyList<Uri> scrapes) => (_process, Scrapes) = (process, scrapes);

    /// <summary>Where each proxy shows its counters.</summary>
    public IReadOnlyList<Uri> Scrapes { get; }

    public bool HasExited => _process.HasExited;

    /// <summary>Returns once all proxies listen and have their configuration.</summary>
    /// <exception cref="LabException">It does not start, or ends before.</exception>
    public static ProxyChildProcess Start(ProxiesSpec spec)
    {
        var process = StartChild();
        process.StandardInput.WriteLine(JsonSerializer.Serialize(spec, SidecarJson.Default.ProxiesSpec));
        process.StandardInput.Flush();
        var line = process.StandardOutput.ReadLine() ?? throw new LabException("The proxies ended before they listened.");
        var ready = JsonSerializer.Deserialize(line, SidecarJson.Default.ProxiesReady)!;
        return new(process, [.. ready.Stats.Values.Select(static port => new Uri($"http://127.0.0.1:{port}/stats/prometheus"))]);
    }

    public void Send(ProxiesCommand command)
    {
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(command, SidecarJson.Default.ProxiesCommand));
        _process.StandardInput.Flush();
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    // The kernel ends the child with the thread that started it, so that thread lasts as long.
    private static Process StartChild()
    {
        var started = new TaskCompletionSource<Process>();
        new Thread(() => Own(started)) { IsBackground = true, Name = "proxies" }.Start();
        return started.Task.GetAwaiter().GetResult();
    }

    private static void Own(TaskCompletionSource<Process> started)
    {
        try
        {
            var child = Process.Start(LabLaunch.Of(ProxyChild.Role)) ?? throw new LabException("The proxies did not start.");
            started.SetResult(child);
            child.WaitForExit();
        }
        catch (Exception failure) when (!started.Task.IsCompleted)
        {
            started.SetException(failure);
        }
        catch (InvalidOperationException)
        {
            // Whoever started it has let go of it, and it has ended.
        }
    }
}
