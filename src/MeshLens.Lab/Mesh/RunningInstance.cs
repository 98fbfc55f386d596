using System.Diagnostics;
using System.Text.Json;
using MeshLens.Lab.Namespaces;
using MeshLens.Lab.Services;

namespace MeshLens.Lab.Mesh;

/// <summary>A service process: commands go in, reports come out.</summary>
internal sealed class RunningInstance : IDisposable
{
    private const int KeptReports = 600;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly Lock _lock = new();
    private readonly List<ServiceReport> _reports = [];
    private readonly Task _reading;
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningInstance(Instance instance, NetworkNamespace ns, Process process)
    {
        Instance = instance;
        Namespace = ns;
        _process = process;
        _reading = Task.Run(ReadAsync);
    }

    public Instance Instance { get; }

    public NetworkNamespace Namespace { get; }

    public int ProcessId => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Number of the newest report, 0 before the first.</summary>
    public int Newest
    {
        get
        {
            lock (_lock)
            {
                return _reports.Count == 0 ? 0 : _reports[^1].Number;
            }
        }
    }

    public static RunningInstance Start(Instance instance, NetworkNamespace ns)
    {
        var start = LabLaunch.Of(LabChild.Service);
        var process = ns.Run(() => Process.Start(start)) ?? throw new LabException($"The process of {instance.Name} did not start.");
        var running = new RunningInstance(instance, ns, process);
        running.Write(JsonSerializer.Serialize(instance.Spec, ServiceJson.Default.ServiceSpec));
        return running;
    }

    public void Send(ServiceCommand command) => Write(JsonSerializer.Serialize(command, ServiceJson.Default.ServiceCommand));

    /// <summary>The next reports that begin after this call, oldest first: the one in the making is skipped.</summary>
    /// <exception cref="LabException">The process ended, or is silent for 20 s longer than it should be.</exception>
    public async Task<IReadOnlyList<ServiceReport>> ObserveAsync(int seconds, CancellationToken cancellation)
    {
        var first = Newest + 2;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience + TimeSpan.FromSeconds(seconds));
        try
        {
            while (Newest < first + seconds - 1)
            {
                await WaitForNews().WaitAsync(limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new LabException($"{Instance.Name} does not report.");
        }

        lock (_lock)
        {
            return [.. _reports.Where(report => report.Number >= first && report.Number < first + seconds)];
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _reading.Wait();
        _process.Dispose();
    }

    private Task WaitForNews()
    {
        lock (_lock)
        {
            return _news.Task;
        }
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            Add(JsonSerializer.Deserialize(line, ServiceJson.Default.ServiceReport)!);
        }

        _news.TrySetException(new LabException($"The process of {Instance.Name} ended."));
        _ = _news.Task.Exception; // Nobody may be waiting, and then nobody needs to know.
    }

    private void Add(ServiceReport report)
    {
        lock (_lock)
        {
            _reports.Add(report);
            if (_reports.Count > KeptReports)
            {
                _reports.RemoveAt(0);
            }

            _news.TrySetResult();
            _news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private void Write(string line)
    {
        try
        {
            _process.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
        }
        catch (IOException exception)
        {
            throw new LabException($"The process of {Instance.Name} ended.", exception);
        }
    }
}
