using MeshLens.Core.Edges;
using Orleans;

namespace MeshLens.Core.Verdicts;

/// <summary>One hop of an edge that goes through proxies, and who saw it.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.diagnosed-leg")]
public sealed record DiagnosedLeg
{
    /// <summary>Which.</summary>
    [Id(0)] public Leg Leg { get; set; }

    /// <summary>An agent measured this end of it in the kernel.</summary>
    [Id(1)] public bool ClientSeen { get; set; }
    [Id(2)] public bool ServerSeen { get; set; }

    /// <summary>Connections made on it, and requests timed, as the kernel saw them.</summary>
    [Id(3)] public ulong Connections { get; set; }
    [Id(4)] public ulong Requests { get; set; }

    /// <summary>Requests, of a node proxy connections, that the proxy before it logged of it.</summary>
    [Id(5)] public ulong Logged { get; set; }

    /// <summary>Mean of its turns, of server time where no turn was seen, in milliseconds; null without either.</summary>
    [Id(6)] public double? MeanMs { get; set; }

    /// <summary>What is special about it, such as that there is none; null when nothing is.</summary>
    [Id(7)] public string? Note { get; set; }
}
