using Functional.Tests.Rig;

namespace Functional.Tests.Trouble;

/// <summary>A server without an agent of its own.</summary>
public sealed class QuietServer : IAsyncLifetime
{
    private RunningServer? _server;

    internal RunningServer Server => _server!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.Start();

    public ValueTask DisposeAsync() => _server!.DisposeAsync();
}
