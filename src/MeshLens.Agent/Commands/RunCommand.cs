using System.CommandLine;
using MeshLens.Agent.Options;

namespace MeshLens.Agent.Commands;

/// <summary><c>meshlens-agent run</c>: watches this node and reports to a server until it is told to stop.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var options = new RunOptions();
        var command = new Command("run", "Watch this node and report to a MeshLens server.");
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var o = options.Read(parsed);
            await Task.Delay(100, cancellation);
            Console.WriteLine(o);
            return ExitCode.Success;
        });
        return command;
    }
}
