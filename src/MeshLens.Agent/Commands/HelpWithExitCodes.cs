using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace MeshLens.Agent.Commands;

/// <summary><c>--help</c> that ends with what the exit codes mean.</summary>
internal sealed class HelpWithExitCodes : SynchronousCommandLineAction
{
    private const string ExitCodeList = """
        Exit codes:
          0  Done.
          1  Something unforeseen; standard error says what.
          2  Wrong options; standard error lists every mistake and its fix.
          3  This kernel or these privileges do not allow to watch connections; doctor explains.

        """;

    private readonly HelpAction _help = new();

    public override bool ClearsParseErrors => true;

    public static void AddTo(Command root) => root.Options.OfType<HelpOption>().Single().Action = new HelpWithExitCodes();

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = _help.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output.WriteLine(ExitCodeList);
        return exitCode;
    }
}
