using System.CommandLine;
using MeshLens.Server.Alerts;
using MeshLens.Server.Supervision;

namespace MeshLens.Server.Commands;

/// <summary>The program's commands, in the order in which a newcomer meets them.</summary>
internal static class CommandLine
{
    // After Ctrl-C or SIGTERM: longer than the host gives its services to end, so that they save what they know.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    public static async Task<int> Run(string[] args)
    {
        if (args is [DoctorCommand.Name, .. var ofDoctor])
        {
            return await DoctorCommand.Run(ofDoctor);
        }

        if (Handover.Of(args) is { } agentArguments)
        {
            using var interrupted = new Interruption();
            return await AgentProgram.Run(agentArguments, Handover.CalledAs(args), interrupted.Token);
        }

        var (own, forAgent) = AgentOptions.Split(args);
        var parsed = Create(forAgent).Parse(own);
        if (parsed.Errors.Count == 0)
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = Patience });
        }

        foreach (var error in parsed.Errors.Select(error => error.Message).Distinct())
        {
            await Console.Error.WriteLineAsync(error);
        }

        await Console.Error.WriteLineAsync(own is ["run", ..] ? AgentOptions.Hint : "See 'meshlens --help'.");
        return ExitCodes.Misuse;
    }

    /// <param name="forAgent">What <see cref="AgentOptions.Split"/> found for the agent of <c>run</c>.</param>
    public static RootCommand Create(IReadOnlyList<string>? forAgent = null) => HelpWithExitCodes.AddTo(new RootCommand("MeshLens tells, per service pair, whether the network, the mesh configuration or the application is slow.")
    {
        RunCommand.Create(forAgent ?? []),
        ServerCommand.Create(),
        Handover.Listed("agent"),
        EdgesCommand.Create(),
        DiagnoseCommand.Create(),
        SnapshotCommand.Create(),
        ClassifyCommand.Create(),
        FindingsCommand.Create(),
        ConfigCommand.Create(),
        MeshCommand.Create(),
        ProbeCommand.Create(),
        ProbesCommand.Create(),
        AlertsCommand.Create(),
        XdsCommand.Create(),
        IstioConfigCommand.Create(),
        Handover.Listed("connects"),
        Handover.Listed("doctor"),
        LabCommand.Create(),
    });
}
