using System.Text.Json;
using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Windows;
using MeshLens.Server.Alerts;
using MeshLens.Server.Commands;
using MeshLens.Server.Output;

namespace MeshLens.Server.Tests.Alerts;

public sealed class AlertTestCommandTests : IDisposable
{
    private const long First = 180_000_000;
    private readonly string _directory = Directory.CreateTempSubdirectory("meshlens-alert-test").FullName;
    private readonly StringWriter _results = new();
    private readonly StringWriter _notes = new();

    private string Rules => Path.Combine(_directory, "rules.yaml");

    public void Dispose()
    {
        Directory.Delete(_directory, recursive: true);
        _results.Dispose();
        _notes.Dispose();
    }

    [Fact]
    public void Run_FileWithMistakes_TellsAllAndEndsAsMisuse()
    {
        Assert.Equal(ExitCodes.Misuse, Run("rules:\n- name: x\n  class: nobody\n  for: soon\n"));

        Assert.Contains($"{Rules}, line 3: class 'nobody'", _notes.ToString(), StringComparison.Ordinal);
        Assert.Contains($"{Rules}, line 4: for 'soon'", _notes.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_GoodFileAlone_SaysSo()
    {
        Assert.Equal(ExitCodes.Success, Run("rules: []"));
        Assert.Contains("is good", _notes.ToString(), StringComparison.Ordinal);
        Assert.Empty(_results.ToString());
    }

    [Fact]
    public void Run_SnapshotsOfATimeWithAFault_ShowTheAlertAndItsEnd()
    {
        var snapshots = Directory.CreateDirectory(Path.Combine(_directory, "snapshots")).FullName;
        File.WriteAllLines(Path.Combine(snapshots, "edge.jsonl"), Refusing(windows: 12, then: 30));

        Assert.Equal(ExitCodes.Success, Run("rules: []", snapshots));

        var line = Assert.Single(_results.ToString().Split('\n'), static line => line.StartsWith("resolved", StringComparison.Ordinal));
        Assert.Contains("application-trouble-failures", line, StringComparison.Ordinal);
        Assert.Contains("shop/payments:8080", line, StringComparison.Ordinal);
        Assert.Contains("42 windows of 1 service pairs", _notes.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OneSnapshotOfAFault_ShowsWhatWouldFireAndWhen()
    {
        var snapshot = Path.Combine(_directory, "edge.json");
        File.WriteAllLines(snapshot, Refusing(windows: 1, then: 0));

        Assert.Equal(ExitCodes.Success, Run("rules: []", snapshot));

        var line = Assert.Single(_results.ToString().Split('\n'), static line => line.StartsWith("pending", StringComparison.Ordinal));
        Assert.Contains("application-trouble-failures", line, StringComparison.Ordinal);
        Assert.Matches("application-trouble-failures on .*shop/payments:8080.* would fire if it went on for [0-9]+ s more", _notes.ToString());
    }

    [Fact]
    public void Run_FilesOfSinksAreElsewhere_NamesThemAndGoesOn()
    {
        var gone = Path.Combine(_directory, "gone");
        var rules = $"sinks:\n- name: chat\n  webhook: {{ url: 'https://chat.example.org/4', secretFile: {gone}, caFile: {gone}.pem }}\n";

        Assert.Equal(ExitCodes.Success, Run(rules));

        Assert.Contains($"{Rules}, line 3: secretFile: the file {gone} does not exist", _notes.ToString(), StringComparison.Ordinal);
        Assert.Contains($"{Rules}, line 3: caFile: the file {gone}.pem does not exist", _notes.ToString(), StringComparison.Ordinal);
        Assert.Contains("is good", _notes.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_DirectoryWithoutSnapshots_SaysSo()
    {
        var empty = Directory.CreateDirectory(Path.Combine(_directory, "empty")).FullName;

        Assert.Contains($"{empty} holds no snapshots", Assert.Throws<IOException>(() => Run("rules: []", empty)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_RulesAreADirectory_IsMisuse() => Assert.Equal(
        ExitCodes.Misuse,
        await CommandLine.Create().Parse(["alerts", "test", _directory]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken));

    [Fact]
    public async Task Invoke_NoSuchFile_IsMisuse() => Assert.Equal(
        ExitCodes.Misuse,
        await CommandLine.Create().Parse(["alerts", "test", $"{Rules}.gone"]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken));

    private int Run(string rules, params string[] snapshots)
    {
        File.WriteAllText(Rules, rules);
        return AlertTestCommand.Run(Rules, snapshots, OutputFormat.Table, _results, _notes);
    }

    // What an edge would have been given: its connects are refused, and later they are not.
    private static List<string> Refusing(int windows, int then)
    {
        List<string> lines = [];
        var edge = new EdgeState(new("k1", "shop", "web", "shop", "payments", 8080));
        for (var index = 0; index < windows + then; index++)
        {
            var window = First + index;
            edge.Apply(
                new()
                {
                    Edge = new("k1", "shop", "web", "shop", "payments", 8080),
                    Source = new("shop", "web", PartyKind.Workload),
                    Destination = new("shop", "payments", PartyKind.Service),
                    Windows = [index < windows ? Refused(window) : Answered(window)],
                },
                window);
            edge.Close(window + 1, static _ => []);
            lines.Add(JsonSerializer.Serialize(edge.Snapshot!, SnapshotJson.Default.EdgeSnapshot));
        }

        return lines;
    }

    private static WindowDelta Refused(long window) => new()
    {
        Window = window,
        Endpoint = "10.0.0.2:8080",
        Counters = [new(Counter.ConnectAttempts, 50), new(Counter.FailuresBase + (int)FailureReason.Refused, 50)],
    };

    private static WindowDelta Answered(long window)
    {
        var turns = new Core.Histograms.ExponentialHistogram();
        for (var i = 0; i < 200; i++)
        {
            turns.Record(5_000_000);
        }

        return new() { Window = window, Endpoint = "10.0.0.2:8080", Signals = [new(Signal.Turn, turns)], Counters = [new(Counter.Turns, 200), new(Counter.ConnectAttempts, 50), new(Counter.Established, 50)] };
    }
}
