using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace MeshLens.Server.Commands;

/// <summary><c>--help</c> that ends with what the exit codes mean.</summary>
internal sealed class HelpWithExitCodes : SynchronousCommandLineAction
{
    private const string ExitCodeList = """
        Exit codes:
          0   Done.
          1   It was tried and did not work: no server there, an answer that cannot be read.
          2   Wrong options or missing privileges: another try cannot help.
          3   The edge asked for is not known.
          10  With --exit-code: the edge is not healthy.

        """;

    private readonly HelpAction _help = new();

    public override bool ClearsParseErrors => true;

    public static T AddTo<T>(T root)
        where T : Command
    {
        root.Options.OfType<HelpOption>().Single().Action = new HelpWithExitCodes();
        return root;
    }

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = _help.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output.WriteLine(ExitCodeList);
        return exitCode;
    }
}
