using System.Diagnostics;
using System.Globalization;
using MeshLens.Lab.Mesh;

namespace MeshLens.Lab.Tests.Mesh;

public sealed class LabMeshTests(MeshFixture fixture)
{
    [KernelFact]
    public Task Mesh_AtRest_AnswersEverythingAtItsRate() => Observation.Shows(fixture.Mesh, seconds: 5, static seen =>
    {
        Assert.Equal(0, Failures(seen));
        Assert.InRange(seen["client"].Calls, 100, 300);
        Assert.InRange(seen["orders"].Calls, 100, 300);
    });

    [KernelFact]
    public Task Callers_AtRest_OpenConnectionsAndReuseThem() => Observation.Shows(fixture.Mesh, seconds: 5, static seen =>
        Assert.InRange(seen["orders"].Accepted, seen["frontend"].Calls / 20, seen["frontend"].Calls * 3 / 4));

    [KernelFact]
    public Task Replicas_AtRest_ShareTheCalls() => Observation.Shows(fixture.Mesh, seconds: 4, static seen =>
    {
        var calls = seen["orders"].Replicas.Values.ToArray();
        Assert.Equal(2, calls.Length);
        Assert.InRange(calls[0] - calls[1], -2, 2);
    });

    [KernelFact]
    public void Processes_OfServices_BearTheirNames()
    {
        string[] expected = ["client", "frontend", "orders", "payments", "payments"];

        // A process has its name once it has read what it is to be.
        _ = SpinWait.SpinUntil(() => Names().SequenceEqual(expected), 60_000);

        Assert.Equal(expected, Names());

        List<string> Names() => [.. fixture.Mesh.ProcessIds.Select(id => File.ReadAllText($"/proc/{id}/comm").Trim()).Order()];
    }

    [KernelFact]
    public async Task Mesh_AtRest_UsesLittleProcessor()
    {
        var cores = double.MaxValue;
        for (var attempt = 0; attempt < 8 && cores > 0.15; attempt++)
        {
            // The first seconds are the runtime's own compilation.
            cores = (await Observation.OfAll(fixture.Mesh, seconds: 3)).Values.Sum(seen => seen.CpuCores);
        }

        Assert.InRange(cores, 0, 0.5);
    }

    [KernelFact]
    public async Task Service_Interrupted_WaitsForItsParent()
    {
        foreach (var id in fixture.Mesh.ProcessIds)
        {
            Process.Start("kill", ["-INT", id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
        }

        await Observation.Shows(fixture.Mesh, seconds: 1, static seen => Assert.Equal(0, Failures(seen)));
    }

    [KernelFact]
    public void Mesh_WithADeadService_SaysWhich()
    {
        using var mesh = LabMesh.Start(MeshPlan.Shop(number: 97));
        var orders = mesh.ReplicasOf(mesh.Plan.Edges[1])[0];

        Process.GetProcessById(orders.ProcessId).Kill();

        Assert.True(SpinWait.SpinUntil(() => orders.HasExited, 60_000));
        Assert.Contains("orders", Assert.Throws<LabException>(mesh.RequireRunning).Message, StringComparison.Ordinal);
    }

    [KernelFact]
    public void Mesh_Disposed_LeavesNoProcess()
    {
        var mesh = LabMesh.Start(MeshPlan.Shop(number: 98));
        var processes = mesh.ProcessIds;

        mesh.RequireRunning();
        mesh.Dispose();

        Assert.All(processes, id => Assert.False(Residue.IsAlive(id.ToString(CultureInfo.InvariantCulture))));
    }

    private static int Failures(Dictionary<string, Observation> seen) => seen.Values.Sum(static service => service.Failures);
}
