using System.CommandLine;

namespace MeshLens.Agent.Commands;

/// <summary>Parses, reports every mistake at once, and runs the chosen command.</summary>
internal static class CommandLine
{
    public static Task<int> RunAsync(string[] arguments)
    {
        var parsed = CreateRoot().Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            return Task.FromResult(Complain(parsed, Console.Error));
        }

        return parsed.InvokeAsync();
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

        errors.WriteLine($"Run 'meshlens-agent {parsed.CommandResult.Command.Name} --help' to see every option.".Replace("meshlens-agent meshlens-agent", "meshlens-agent"));
        return ExitCode.Usage;
    }
}
