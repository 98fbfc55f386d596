using System.CommandLine;

namespace MeshLens.Server.Probes;

/// <summary>The options of <c>server</c> and <c>run</c> that are about probes between nodes.</summary>
internal sealed class ProbeSwitches
{
    private readonly Option<int> _peers = new("--probe-peers")
    {
        Description = "How many peers each agent that takes part in probing is told to probe, 0 to 64.",
        DefaultValueFactory = _ => new ProbeMeshOptions().Peers,
    };

    private readonly Option<string[]> _allowed = new("--probe-allow")
    {
        HelpName = "target",
        Description = "What 'meshlens probe' may be asked for beside known nodes and services: an address, a network (10.0.0.0/8), or a name (*.shop). May be repeated.",
        AllowMultipleArgumentsPerToken = true,
    };

    public void AddTo(Command command)
    {
        command.Add(_peers);
        command.Add(_allowed);
    }

    public ProbeMeshOptions Read(ParseResult parsed) => new() { Peers = parsed.GetValue(_peers), Allowed = parsed.GetValue(_allowed) ?? [] };
}
