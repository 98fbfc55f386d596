using System.CommandLine;
using MeshLens.Server.Hosting;

namespace MeshLens.Server.Commands;

/// <summary><c>meshlens server</c>: the server alone; agents run on their nodes.</summary>
internal static class ServerCommand
{
    public static Command Create()
    {
        var switches = new ServerSwitches();
        var command = new Command("server", "The server alone, for agents that run on their own nodes.");
        switches.AddTo(command);
        command.SetAction((parsed, cancellationToken) => MeshLensServer.Run(switches.Read(parsed), agentArguments: null, cancellationToken));
        return command;
    }
}
