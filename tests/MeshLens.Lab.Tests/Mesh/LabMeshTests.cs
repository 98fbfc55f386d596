using System.Diagnostics;
using System.Globalization;
using MeshLens.Lab.Mesh;

namespace MeshLens.Lab.Tests.Mesh;

public sealed class LabMeshTests(MeshFixture fixture)
{
    [KernelFact]
    public async Task Mesh_AtRest_AnswersEverythingAtItsRate()
    {
        var seen = await Observation.OfAll(fixture.Mesh, seconds: 5);

        Assert.Equal(0, seen["client"].Failures + seen["frontend"].Failures + seen["orders"].Failures);
        Assert.InRange(seen["client"].Calls, 100, 300);
        Assert.InRange(seen["orders"].Calls, 100, 300);
    }

    [KernelFact]
    public async Task Callers_AtRest_OpenConnectionsAndReuseThem()
    {
        var orders = await Observation.Of(fixture.Mesh, "frontend", seconds: 5);
        var server = await Observation.Of(fixture.Mesh, "orders", seconds: 5);

        Assert.InRange(server.Accepted, orders.Calls / 20, orders.Calls * 3 / 4);
    }

    [KernelFact]
    public async Task Replicas_AtRest_ShareTheCalls()
    {
        var orders = await Observation.Of(fixture.Mesh, "orders", seconds: 4);

        var calls = orders.Replicas.Values.ToArray();
        Assert.Equal(2, calls.Length);
        Assert.InRange(calls[0] - calls[1], -2, 2);
    }

    [KernelFact]
    public void Processes_OfServices_BearTheirNames()
    {
        // A process has its name once it has read what it is to be.
        _ = SpinWait.SpinUntil(() => Names().Contains("client") && Names().Count(name => name == "payments") == 2, 60_000);

        Assert.Equal(["client", "frontend", "orders", "payments", "payments"], Names().Order());

        List<string> Names() => [.. fixture.Mesh.ProcessIds.Select(id => File.ReadAllText($"/proc/{id}/comm").Trim())];
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

        Assert.Equal(0, (await Observation.Of(fixture.Mesh, "client", seconds: 1)).Failures);
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
}
