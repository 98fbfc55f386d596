using System.CommandLine;
using MeshLens.Agent.Exemplars;
using MeshLens.Agent.Host;
using MeshLens.Agent.Loading;
using MeshLens.Agent.Logging;
using MeshLens.Agent.Namespaces;
using MeshLens.Agent.Options;
using MeshLens.Agent.Watching;
using Microsoft.Extensions.Logging;

namespace MeshLens.Agent.Commands;

/// <summary><c>meshlens-agent run</c>: watches this node and reports to a server until it is told to stop.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var options = new RunOptions();
        var command = new Command("run", "Watch this node and report to a MeshLens server.");
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(options.Read(parsed), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(AgentOptions options, CancellationToken cancellation)
    {
        var logger = new StandardError(Console.Error, TimeProvider.System);
        var files = new HostFiles();
        using var namespaces = new NetworkNamespaces(files);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var parent = options.DieWithParent ? ParentWatch.Start(() => Orphan(logger, stop), TimeProvider.System) : null;
        using var session = KernelSession.Open(SetupFor(options), files, namespaces);
        Heap.Trim();
        if (session.Programs is null)
        {
            AgentLog.CannotWatch(logger, session.Plan.Blocker!.Reason, session.Plan.Blocker.Fix);
            return ExitCode.KernelRefuses;
        }

        Report(logger, session.Plan);
        await new Watching.Agent(options, files, namespaces, TimeProvider.System, logger).RunAsync(session, stop.Token);
        return ExitCode.Success;
    }

    private static KernelSetup SetupFor(AgentOptions options) => new()
    {
        Flows = options.Capacity.Flows,
        Connections = options.Capacity.Connections,
        RingBytes = (int)options.Capacity.RingBytes,
        Watch = options.Watch,
        Settings = KernelSettings.Default,
        Asks = question => question switch
        {
            Questions.Unrouted => options.Unrouted,
            Questions.NameServers => options.NameServers,
            _ => true,
        },
    };

    private static void Report(ILogger logger, LoadPlan plan)
    {
        foreach (var lost in plan.Capabilities.Where(capability => !capability.Available))
        {
            AgentLog.Lost(logger, lost.Reason, lost.Fix);
        }
    }

    private static void Orphan(ILogger logger, CancellationTokenSource stop)
    {
        AgentLog.Orphaned(logger);
        stop.Cancel();
    }
}
