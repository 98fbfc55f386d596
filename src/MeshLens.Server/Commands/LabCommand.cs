using System.CommandLine;
using MeshLens.Lab;
using MeshLens.Lab.Mesh;
using MeshLens.Lab.Runs;
using MeshLens.Server.Lab;

namespace MeshLens.Server.Commands;

/// <summary><c>meshlens lab</c>: a miniature mesh in network namespaces, with faults that come and go.</summary>
internal static class LabCommand
{
    public static Command Create() => new("lab", "A miniature mesh in network namespaces with faults that come and go. Needs root; leaves nothing behind.")
    {
        Demo(),
        Accuracy(),
        LabPatternsCommand.Create(),
        LabAlertsCommand.Create(),
        Mesh(),
    };

    private static Command Demo()
    {
        var record = Record();
        var baseline = Baseline(60);
        var nodes = Nodes("Nodes, 1 to 8, each with an agent of its own; two or more have ten edges, and a bad pair of nodes comes last, with its alert.");
        var command = new Command("demo", "Seven faults one after the other: what was injected and what MeshLens said, side by side.") { record, baseline, nodes };
        command.SetAction((parsed, cancellationToken) => Beside(
            () => OverNodes(parsed.GetValue(nodes), cancellationToken),
            (lab, ending) => DemoRun.RunAsync(
                new LabRunOptions { Server = lab.Server.Api, Meshes = lab.Meshes, Baseline = Seconds(parsed.GetValue(baseline)), RecordFolder = parsed.GetValue(record) },
                ending),
            cancellationToken));
        return command;
    }

    private static Command Accuracy()
    {
        var record = Record();
        var baseline = Baseline(90);
        var seed = new Option<int?>("--seed") { Description = "Draws faults, strengths, edges and their order; a fresh one is drawn and printed unless given. Below 1000: for tuning." };
        var trials = new Option<int>("--trials") { Description = "Trials of each of the seven faults.", DefaultValueFactory = _ => 6 };
        var quiet = new Option<double>("--quiet-minutes") { Description = "Minutes without faults in which alarms are counted.", DefaultValueFactory = _ => 10 };
        var meshes = new Option<int>("--meshes") { Description = "Meshes side by side, 1 to 4; each has one fault at a time.", DefaultValueFactory = _ => 1 };
        var file = new Option<string>("--out") { Description = "File for the figures.", DefaultValueFactory = _ => Path.Combine("artifacts", "accuracy.json") };
        var command = new Command("accuracy", "Many faults drawn from a seed: how often the verdict is right, and how fast.") { record, baseline, seed, trials, quiet, meshes, file };
        command.SetAction((parsed, cancellationToken) => Beside(
            Math.Clamp(parsed.GetValue(meshes), 1, 4),
            (server, all, ending) => AccuracyRun.RunAsync(
                new AccuracyOptions
                {
                    Server = server,
                    Meshes = all,
                    Baseline = Seconds(parsed.GetValue(baseline)),
                    RecordFolder = parsed.GetValue(record),
                    Seed = parsed.GetValue(seed),
                    TrialsPerFault = parsed.GetValue(trials),
                    Quiet = TimeSpan.FromMinutes(parsed.GetValue(quiet)),
                    ResultFile = parsed.GetValue(file)!,
                },
                ending),
            cancellationToken));
        return command;
    }

    private static Command Mesh()
    {
        var nodes = Nodes("Nodes, 1 to 8, each with an agent of its own; two or more have ten edges.");
        var command = new Command("mesh", "Only the mesh and its traffic, until Ctrl-C.") { nodes };
        command.SetAction((parsed, cancellationToken) => Beside(
            () => OverNodes(parsed.GetValue(nodes), cancellationToken),
            static (lab, ending) => IdleRun.RunAsync(new LabRunOptions { Server = lab.Server.Api, Meshes = lab.Meshes }, ending),
            cancellationToken));
        return command;
    }

    private static Option<int> Nodes(string description) => new("--nodes") { Description = description, DefaultValueFactory = _ => 1 };

    // The shop on the machine's own node, or a mesh of ten edges over several.
    private static Task<MeshLab> OverNodes(int nodes, CancellationToken cancellationToken) => Math.Clamp(nodes, 1, 8) is > 1 and var several
        ? MeshLab.StartNodesAsync(meshes: 1, several, services: 10, adjust: null, cancellationToken)
        : MeshLab.StartShopsAsync(1, cancellationToken);

    private static Task<int> Beside(int shops, Func<Uri, IReadOnlyList<LabMesh>, CancellationToken, Task<int>> run, CancellationToken cancellationToken) =>
        Beside(() => MeshLab.StartShopsAsync(shops, cancellationToken), (lab, ending) => run(lab.Server.Api, lab.Meshes, ending), cancellationToken);

    /// <summary>Runs something in a lab with a server of its own, until either ends.</summary>
    internal static async Task<int> Beside<T>(Func<Task<T>> start, Func<T, CancellationToken, Task<int>> run, CancellationToken cancellationToken)
        where T : ILab
    {
        try
        {
            await using var lab = await start();
            await Console.Error.WriteLineAsync($"MeshLens answers at {lab.Server.Api} while this runs (try: meshlens edges --server {lab.Server.Api}).");
            return await UntilItEnds(lab.Server, ending => run(lab, ending), cancellationToken);
        }
        catch (LabException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCodes.Failure;
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C: everything that was started ends with this process.
            return ExitCodes.Failure;
        }
    }

    // A mesh that nobody watches would be waited for, and blamed.
    private static async Task<int> UntilItEnds(LabServer server, Func<CancellationToken, Task<int>> run, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, server.Stopping);
        try
        {
            return await run(ending.Token);
        }
        catch (Exception e) when (server.CannotWatch && e is (OperationCanceledException or LabException or HttpRequestException))
        {
            return ExitCodes.Misuse;
        }
    }

    internal static Option<string?> Record() => new("--record") { Description = "Folder for what the classifier was given at each verdict, to be replayed." };

    internal static Option<double> Baseline(double seconds) => new("--baseline-seconds")
    {
        Description = "How long every edge must be healthy before the first fault.",
        DefaultValueFactory = _ => seconds,
    };

    internal static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
