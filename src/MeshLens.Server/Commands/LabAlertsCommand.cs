using System.CommandLine;
using MeshLens.Lab.Runs.Alerts;
using MeshLens.Server.Lab;

namespace MeshLens.Server.Commands;

/// <summary><c>meshlens lab alerts</c>: what people are woken for while faults come and go in meshes over two nodes.</summary>
internal static class LabAlertsCommand
{
    private const int Nodes = 2;
    private const int Edges = 10;

    public static Command Create()
    {
        var record = LabCommand.Record();
        var baseline = LabCommand.Baseline(90);
        var seed = new Option<int?>("--seed") { Description = "Draws faults, strengths, edges and their order; a fresh one is drawn and printed unless given. Below 1000: for tuning." };
        var scenarios = new Option<int>("--scenarios") { Description = "Faults, of all meshes together; each mesh has as many, and a quiet minute.", DefaultValueFactory = _ => 40 };
        var meshes = new Option<int>("--meshes") { Description = "Meshes of two nodes and ten edges side by side, 1 to 6, besides one with proxies for faults of the configuration; each has one fault at a time.", DefaultValueFactory = _ => 4 };
        var file = new Option<string>("--out") { Description = "File for the figures.", DefaultValueFactory = _ => Path.Combine("artifacts", "accuracy.json") };
        var command = new Command("alerts", "Faults of all kinds in meshes over two nodes: wrong pages and missed ones.") { record, baseline, seed, scenarios, meshes, file };
        command.SetAction((parsed, cancellationToken) => LabCommand.Beside(
            () => AlertLab.StartAsync(Math.Clamp(parsed.GetValue(meshes), 1, 6), Nodes, Edges, cancellationToken),
            (lab, ending) => AlertsRun.RunAsync(
                new AlertsOptions
                {
                    Server = lab.Server.Api,
                    Meshes = lab.Meshes,
                    Beside = lab.Beside,
                    Baseline = LabCommand.Seconds(parsed.GetValue(baseline)),
                    RecordFolder = parsed.GetValue(record),
                    Seed = parsed.GetValue(seed),
                    Scenarios = parsed.GetValue(scenarios),
                    ResultFile = parsed.GetValue(file)!,
                },
                ending),
            cancellationToken));
        return command;
    }
}
