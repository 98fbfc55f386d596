using System.Diagnostics;
using System.Text.Json;
using Functional.Tests.Rig;
using MeshLens.Lab.Mesh;

namespace Functional.Tests.Probes;

/// <summary>
/// Services on two nodes that call each other over real networks, and on each node an agent that watches them and probes the other node;
/// one server hears of all of it.
/// </summary>
internal sealed class ProbedLab : IAsyncDisposable
{
    private const int Services = 7;

    private readonly Subnets _subnets;
    private readonly TemporaryDirectory _directory;
    private readonly RunningServer _server;
    private readonly List<Relay> _relays = [];

    private ProbedLab(Subnets subnets, LabMesh mesh, TemporaryDirectory directory, RunningServer server) =>
        (_subnets, Mesh, _directory, _server) = (subnets, mesh, directory, server);

    public LabMesh Mesh { get; }

    public ApiReader Api => _server.Api;

    public static async Task<ProbedLab> Start()
    {
        var subnets = new Subnets();
        var mesh = LabMesh.Prepare(MeshPlan.OverNodes([subnets.Next(), subnets.Next()], Services));
        var directory = new TemporaryDirectory();
        EndpointsFile.Write(directory.File("endpoints.json"), mesh.Plan);
        var lab = new ProbedLab(subnets, mesh, directory, await RunningServer.Start(directory.File("endpoints.json")));
        try
        {
            foreach (var node in mesh.Plan.Nodes)
            {
                lab.StartAgent(node);
            }

            mesh.StartTraffic();
            return lab;
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    /// <summary>The diagnosis of an edge, once it passes.</summary>
    public async Task<JsonElement> Diagnosis(string source, string destination, string what, Func<JsonElement, bool> passes)
    {
        var edge = await Api.Edge(source, destination);
        return await Api.Diagnosis(edge.GetProperty("id").GetString()!, what, passes);
    }

    public async ValueTask DisposeAsync()
    {
        Mesh.Dispose();
        foreach (var relay in _relays)
        {
            await relay.DisposeAsync();
        }

        await _server.DisposeAsync();
        _directory.Dispose();
        _subnets.Dispose();
    }

    // It ends with its node's namespace.
    private void StartAgent(LabNode node)
    {
        var relay = new Relay(Mesh.NamespaceOf(node), _server.Addresses.Agents);
        _relays.Add(relay);
        string[] arguments =
        [
            "run", "--server", relay.Address.AbsoluteUri, "--node", node.Name, "--no-dns", "--no-unrouted", "--probe", "--probe-listen", $"{node.Address}:0",
            .. Mesh.NamespacePathsOf(node).SelectMany(static path => new[] { "--netns", path }),
        ];
        Mesh.NamespaceOf(node).Start(new ProcessStartInfo(Programs.Agent, arguments));
    }
}
