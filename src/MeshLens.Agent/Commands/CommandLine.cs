using System.CommandLine;
using System.CommandLine.Help;
using MeshLens.Agent.Logging;
using MeshLens.Agent.Watching;

namespace MeshLens.Agent.Commands;

/// <summary>Parses, reports every mistake at once, and runs the chosen command.</summary>
internal static class CommandLine
{
    /// <summary>Environment variable with the words by which the program that handed this command over was called, for the help.</summary>
    private const string CalledAs = "MESHLENS_CALLED_AS";
    private const string Description = "Watches the TCP connections of this node from inside the kernel, and reports to a MeshLens server.";

    public static async Task<int> RunAsync(string[] arguments)
    {
        var parsed = Parse(arguments, Environment.GetEnvironmentVariable(CalledAs));
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

    /// <param name="arguments">What the user gave, without the words it was called by.</param>
    /// <param name="calledAs">The words that help shows before a command; this program's own name unless given.</param>
    public static ParseResult Parse(IReadOnlyList<string> arguments, string? calledAs = null)
    {
        var words = (calledAs ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            return WithCommands(new RootCommand(Description)).Parse(arguments);
        }

        var outermost = WithCommands(new Command(words[^1], Description) { new HelpOption(), new VersionOption() });
        foreach (var word in words[..^1].Reverse())
        {
            outermost = new Command(word) { outermost };
        }

        return outermost.Parse([.. words[1..], .. arguments]);
    }

    private static Command WithCommands(Command root)
    {
        root.Add(RunCommand.Create());
        root.Add(ProbeCommand.Create());
        root.Add(ConnectsCommand.Create());
        root.Add(DoctorCommand.Create());
        HelpWithExitCodes.AddTo(root);
        return root;
    }

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
