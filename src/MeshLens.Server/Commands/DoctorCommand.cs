using System.CommandLine;
using MeshLens.Server.Supervision;

namespace MeshLens.Server.Commands;

/// <summary><c>meshlens doctor</c>: what the agent says of this machine, and what a server knows, wherever it is.</summary>
internal static class DoctorCommand
{
    public const string Name = "doctor";

    private static readonly string[] Questions = ["--help", "-h", "-?"];

    /// <param name="arguments">What stands behind its name.</param>
    /// <returns>The agent's exit code, unless all is well with this machine and the server that was named does not answer.</returns>
    public static async Task<int> Run(string[] arguments)
    {
        var options = DoctorOptions.Read(arguments);
        if (options.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, options.Errors));
            return ExitCodes.Misuse;
        }

        using var interrupted = new Interruption();
        var exitCode = await AgentProgram.Run([Name, .. options.ForAgent], "meshlens", interrupted.Token);
        if (options.ForAgent.Any(Questions.Contains))
        {
            DoctorOptions.Explain(Console.Out);
        }
        else if (options.Asks && !await MeshDoctor.Run(options, Console.Out, interrupted.Token) && options.NamesServer)
        {
            return exitCode == ExitCodes.Success ? ExitCodes.Failure : exitCode;
        }

        return exitCode;
    }
}
