using System.CommandLine;
using MeshLens.Agent.Logging;
using MeshLens.Agent.Watching;

namespace MeshLens.Agent.Commands;

/// <summary>Parses, reports every mistake at once, and runs the chosen command.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var parsed = CreateRoot().Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            return Complain(parsed, Console.Error);
        }

        // Each command ends by itself when it is asked to, in its own time and with its own exit code.
        using var interruption = new Interruption();
        try
        {
            return await parsed.InvokeAsync(new() { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false }, interruption.Token);
        }
        catch (Exception fault) // Whatever it is, it is told in a sentence, and the exit code says whether another try can help.
        {
            var (exitCode, sentence) = Trouble.Explain(fault);
            if (sentence is not null)
            {
                AgentLog.Ended(new StandardError(Console.Error, TimeProvider.System), sentence);
            }

            return exitCode;
        }
    }

    public static RootCommand CreateRoot() => new("Watches the TCP connections of this node from inside the kernel, and reports to a MeshLens server.")
    {
        RunCommand.Create(),
        ConnectsCommand.Create(),
        DoctorCommand.Create(),
    };

    private static int Complain(ParseResult parsed, TextWriter errors)
    {
        foreach (var message in parsed.Errors.Select(error => error.Message).Distinct())
        {
            errors.WriteLine(message);
        }

        errors.WriteLine("Add --help to see every option.");
        return ExitCode.Usage;
    }
}
