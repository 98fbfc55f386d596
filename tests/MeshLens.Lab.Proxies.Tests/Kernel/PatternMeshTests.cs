using MeshLens.Lab.Proxies.Patterns;
using MeshLens.Lab.Tests;
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
        await using var lab = await ProxyLab.StartAsync(1, cancellation);
        var output = new StringWriter();
        var results = await PatternRun.ResultsAsync(
            new() { Server = lab.Server.Api, AccessLogs = lab.Server.Agents, Lab = lab.Patterns, Baseline = TimeSpan.FromSeconds(20), Only = Quick, Output = output },
            cancellation);

        Assert.Equal(Quick.Length, results.Count);
        Assert.All(results, result => Assert.False(result.IsWrong, output.ToString()));
    }
}
