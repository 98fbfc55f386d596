using System.CommandLine;
using MeshLens.Lab.Proxies.Patterns;
using MeshLens.Server.Lab;

namespace MeshLens.Server.Commands;

/// <summary><c>meshlens lab patterns</c>: a mesh with proxies whose configuration is at fault, and what only looks so.</summary>
internal static class LabPatternsCommand
{
    public static Command Create()
    {
        var record = LabCommand.Record();
        var baseline = LabCommand.Baseline(120);
        var meshes = new Option<int>("--meshes") { Description = "Meshes side by side, 1 to 8.", DefaultValueFactory = _ => 4 };
        var only = new Option<string[]>("--only") { Description = "Cases to run; all unless given.", AllowMultipleArgumentsPerToken = true };
        var file = new Option<string>("--out") { Description = "File for the figures.", DefaultValueFactory = _ => Path.Combine("artifacts", "accuracy.json") };
        var replay = new Option<string?>("--replay") { Description = "Classifies what --record kept in this folder, and runs nothing." };
        var command = new Command("patterns", "Ten patterns in a mesh's configuration and what looks like each, on proxies that serve real requests; then without each source.") { record, baseline, meshes, only, file, replay };
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(replay) is { } folder ? Task.FromResult(PatternRun.Replay(folder, Console.Out)) : Run(
            Math.Clamp(parsed.GetValue(meshes), 1, 8),
            lab => new()
            {
                Server = lab.Server.Api,
                AccessLogs = lab.Server.Agents,
                Lab = lab.Patterns,
                Baseline = LabCommand.Seconds(parsed.GetValue(baseline)),
                Only = parsed.GetValue(only) ?? [],
                RecordFolder = parsed.GetValue(record),
                ResultFile = parsed.GetValue(file),
            },
            cancellationToken));
        return command;
    }

    private static Task<int> Run(int meshes, Func<ProxyLab, PatternOptions> options, CancellationToken cancellationToken) => LabCommand.Beside(
        () => ProxyLab.StartAsync(meshes, cancellationToken),
        (lab, ending) => PatternRun.RunAsync(options(lab), ending),
        cancellationToken);
}
