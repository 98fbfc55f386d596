using System.Diagnostics.Metrics;
using MeshLens.Alerting.Hosting;
using MeshLens.Alerting.Sinks;
using MeshLens.Alerting.State;
using MeshLens.Core.Verdicts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshLens.Alerting.Tests.Fakes;

/// <summary>A desk with its files; a new one over the same files is what a server is after its death.</summary>
internal sealed class DeskUnderTest : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly string _directory = Directory.CreateTempSubdirectory("meshlens-desk").FullName;

    private readonly Uri? _address;

    /// <param name="file">The alert file's text.</param>
    /// <param name="address">Where people reach pages; null where nobody knows.</param>
    public DeskUnderTest(string file, string? address = "http://lens:9470/")
    {
        _address = address is null ? null : new(address);
        File.WriteAllText(AlertFile, file);
        Desk = Create();
    }

    public AlertDesk Desk { get; private set; }

    /// <summary>Moves by evaluations alone.</summary>
    public DateTimeOffset Now { get; private set; } = Edges.Noon;

    public string AlertFile => System.IO.Path.Combine(_directory, "alerts.yaml");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Time passes while edges are as given.</summary>
    public async Task Goes(int seconds, params IReadOnlyList<EdgeSummary> edges)
    {
        for (var passed = 0; passed < seconds; passed += 5)
        {
            Now += TimeSpan.FromSeconds(5);
            await Desk.Evaluate(Edges.At(Now, edges), Now, Token);
        }
    }

    /// <summary>What a successor finds after a SIGKILL: files, and nothing else.</summary>
    public async Task DieAndStartAgain()
    {
        Desk = Create();
        await Desk.Recall(Now, Token);
    }

    public void Dispose()
    {
        _services.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private AlertDesk Create()
    {
        var options = new AlertingOptions { File = AlertFile };
        return new(
            new RuleSource(options, NullLogger<RuleSource>.Instance), new OwnDuty(), options, new FileAlertStore(_directory, NullLogger<FileAlertStore>.Instance),
            new LinkBase(() => _address), new(TimeProvider.System), new(_services.GetRequiredService<IMeterFactory>()), NullLogger<SinkRunner>.Instance);
    }
}
