using System.CommandLine;
using MeshLens.Server.Hosting;

namespace MeshLens.Server.Commands;

/// <summary><c>meshlens run</c>: server and agent together, watching this machine.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var switches = new ServerSwitches();
        var agent = new Argument<string[]>("agent-options")
        {
            Description = "Behind --: options for the agent, for example -- --port 8080 (see 'meshlens agent run --help').",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("run", "Watch this machine: server and agent together, on loopback. Needs root.") { agent };
        switches.AddTo(command);
        command.SetAction((parsed, cancellationToken) => MeshLensServer.Run(switches.Read(parsed), parsed.GetValue(agent) ?? [], cancellationToken));
        return command;
    }
}
