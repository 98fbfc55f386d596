using System.CommandLine;
using MeshLens.Agent.Connects;
using MeshLens.Agent.Host;
using MeshLens.Agent.Loading;
using MeshLens.Agent.Logging;
using MeshLens.Agent.Namespaces;
using MeshLens.Agent.Options;
using MeshLens.Agent.Watching;

namespace MeshLens.Agent.Commands;

/// <summary><c>meshlens-agent connects</c>: a live table of connects, straight from the kernel and without a server.</summary>
internal static class ConnectsCommand
{
    public static Command Create()
    {
        var options = new ConnectsOptions();
        var command = new Command("connects", "List connects as they end: who, where to, how long the handshake took, why it failed.");
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(options.Read(parsed), cancellation)));
        return command;
    }

    private static int Run(ConnectsRequest request, CancellationToken cancellation)
    {
        var logger = new StandardError(Console.Error, TimeProvider.System);
        var files = new HostFiles();
        using var namespaces = new NetworkNamespaces(files);
        using var session = KernelSession.Open(SetupFor(request), files, namespaces);
        if (session.Programs is null)
        {
            AgentLog.CannotWatch(logger, session.Plan.Blocker!.Reason, session.Plan.Blocker.Fix);
            return ExitCode.KernelRefuses;
        }

        using var output = StandardOutput.Open();
        var lost = new ConnectStream(session.Programs, request, output, TimeProvider.System).Run(cancellation);
        if (lost > 0)
        {
            AgentLog.ConnectsLost(logger, lost);
        }

        return ExitCode.Success;
    }

    private static KernelSetup SetupFor(ConnectsRequest request) => new()
    {
        Flows = request.Flows,
        RingBytes = request.RingBytes,
        Watch = request.Watch,
        Settings = KernelSettings.EveryConnect(request.Watch.MinimumLatency),
        Asks = question => question is Questions.Handshakes or Questions.Unrouted,
    };
}
