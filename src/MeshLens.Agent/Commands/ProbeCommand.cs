using System.CommandLine;
using MeshLens.Agent.Host;
using MeshLens.Agent.Logging;
using MeshLens.Agent.Options;
using MeshLens.Agent.Probing;
using MeshLens.Agent.Watching;

namespace MeshLens.Agent.Commands;

/// <summary><c>meshlens-agent probe</c>: takes part in the probe mesh and watches nothing, so it needs nothing of the kernel but sockets.</summary>
internal static class ProbeCommand
{
    public static Command Create()
    {
        var options = new RunOptions();
        var command = new Command("probe", "Probe other nodes and answer their probes, without watching connections: needs no right but to send.");
        options.AddProbingTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(options.ReadProbing(parsed), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(AgentOptions options, CancellationToken cancellation)
    {
        var logger = new StandardError(Console.Error, TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var parent = options.DieWithParent ? ParentWatch.Start(Orphan, TimeProvider.System) : null;
        await new ProbeAgent(options, new HostFiles(), TimeProvider.System, logger).RunAsync(stop.Token);
        return ExitCode.Success;

        void Orphan()
        {
            AgentLog.Orphaned(logger);
            stop.Cancel();
        }
    }
}
