using System.ComponentModel;
using System.Diagnostics;
using MeshLens.Server.Commands;

namespace MeshLens.Server.Supervision;

/// <summary>Hands a command over to the agent's executable, which alone talks to the kernel.</summary>
internal static class AgentProgram
{
    /// <summary>How the agent calls itself in its help when this program was called; see its own command line.</summary>
    private const string CalledAs = "MESHLENS_CALLED_AS";

    /// <param name="arguments">The agent's command line.</param>
    /// <param name="calledAs">What the user wrote before it, for the agent's help: <c>meshlens agent</c>.</param>
    /// <param name="cancellationToken">Asks the agent to end.</param>
    /// <returns>The agent's exit code. Its output is this program's output.</returns>
    public static async Task<int> Run(IEnumerable<string> arguments, string calledAs, CancellationToken cancellationToken)
    {
        if (AgentLocation.Find() is not { } executable)
        {
            await Console.Error.WriteLineAsync(AgentLocation.Missing);
            return ExitCodes.Misuse;
        }

        try
        {
            var start = new ProcessStartInfo(executable, arguments) { UseShellExecute = false };
            start.Environment[CalledAs] = calledAs;
            using var agent = Process.Start(start)!;
            await using var _ = cancellationToken.Register(() => Signals.Terminate(agent.Id));
            await agent.WaitForExitAsync(CancellationToken.None);
            return agent.ExitCode;
        }
        catch (Win32Exception e)
        {
            await Console.Error.WriteLineAsync($"{executable} cannot be started: {e.Message}. {AgentLocation.Missing}");
            return ExitCodes.Misuse;
        }
    }
}
