using MeshLens.Core.Edges;
using MeshLens.Core.Verdicts;

namespace MeshLens.Server.Output;

/// <summary>An end of an edge as people write it; what no namespace names stands alone.</summary>
internal static class PartyText
{
    public static string Of(Party party) => Of(party.Namespace, party.Name);

    public static string Of(DiagnosedDestination destination) => $"{Of(destination.Namespace, destination.Name)}:{destination.Port}";

    private static string Of(string @namespace, string name) => @namespace.Length == 0 ? name : $"{@namespace}/{name}";
}
