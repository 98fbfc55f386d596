using MeshLens.Lab.Proxies.Control;
using MeshLens.Lab.Proxies.Patterns;
using MeshLens.Lab.Tests;
using MeshLens.Server.Commands;
using MeshLens.Server.Lab;

namespace MeshLens.Lab.Proxies.Tests.Kernel;

/// <summary>Some patterns on proxies of ours, the real kernel, the real agent and the real server. All of them: <c>meshlens lab patterns</c>.</summary>
public sealed class PatternMeshTests
{
    private static readonly string[] Quick = ["fault-delay"];

    [KernelFact]
    public async Task Patterns_SomeOfThem_NameTheirOwner()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var plans = new[] { new PatternPlan(7) };
        await using var controlPlane = await LabControlPlane.StartAsync(cancellation);
        PatternRun.Prepare(controlPlane, plans);
        await using var server = await LabServer.Start(path => PatternPlan.WriteEndpoints(path, plans), LabPatternsCommand.ReadFrom(controlPlane), cancellation);
        var output = new StringWriter();
        var results = await PatternRun.ResultsAsync(
            new() { Server = server.Api, AccessLogs = server.Agents, ControlPlane = controlPlane, Plans = plans, Baseline = TimeSpan.FromSeconds(20), Only = Quick, Output = output },
            cancellation);

        Assert.Equal(Quick.Length, results.Count);
        Assert.All(results, result => Assert.False(result.IsWrong, output.ToString()));
    }
}
