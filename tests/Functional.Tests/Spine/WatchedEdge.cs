using Functional.Tests.Rig;

namespace Functional.Tests.Spine;

/// <summary>One edge, watched by everything there is: real traffic, the real kernel, agent and server.</summary>
public sealed class WatchedEdge : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private RunningServer? _server;
    private Traffic? _traffic;

    public const string Node = "functional-spine";

    internal RunningServer Server => _server!;

    internal int Port => _traffic!.Port;

    internal string Id => $"local~functional~caller~functional~callee~{Port}";

    public async ValueTask InitializeAsync()
    {
        _traffic = new Traffic();
        _server = await RunningServer.Start(_directory.Endpoints(), ["--port", $"{Port}", "--node", Node]);
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        await _traffic!.DisposeAsync();
        _directory.Dispose();
    }
}
