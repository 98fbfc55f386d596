using System.CommandLine;
using MeshLens.Server.Hosting;

namespace MeshLens.Server.Commands;

/// <summary><c>meshlens run</c>: server and agent together, watching this machine.</summary>
internal static class RunCommand
{
    private const string Description =
        "Watch this machine: server and agent together, on loopback. Needs root. "
        + "Options of the agent go behind --, for example: meshlens run -- --port 8080 (see 'meshlens agent run --help').";

    public static Command Create(IReadOnlyList<string> forAgent)
    {
        var switches = new ServerSwitches();
        var command = new Command("run", Description);
        switches.AddTo(command);
        command.SetAction((parsed, cancellationToken) => MeshLensServer.Run(switches.Read(parsed), forAgent, cancellationToken));
        return command;
    }
}
