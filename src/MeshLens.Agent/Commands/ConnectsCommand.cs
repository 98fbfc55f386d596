using System.CommandLine;

namespace MeshLens.Agent.Commands;

internal static class ConnectsCommand
{
    public static Command Create() => new("connects", "x");
}
