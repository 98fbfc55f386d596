using MeshLens.Core.Signals;
using MeshLens.Core.Windows;

namespace MeshLens.Ingest.Edges;

/// <summary>The connections of a window that fared worst, up to a limit.</summary>
internal sealed class WorstConnections
{
    private const int Limit = 32;

    /// <summary>Null while there are none.</summary>
    public List<ConnectionExemplar>? All { get; private set; }

    /// <summary>False when there was no room for all: the mildest had to go.</summary>
    public bool Add(ConnectionExemplar exemplar)
    {
        All ??= [];
        if (All.Count < Limit)
        {
            All.Add(exemplar);
            return true;
        }

        var mildest = All.MinBy(Badness)!;
        if (Badness(exemplar) > Badness(mildest))
        {
            All[All.IndexOf(mildest)] = exemplar;
        }

        return false;
    }

    private static ulong Badness(ConnectionExemplar exemplar) =>
        exemplar.Failure != FailureReason.None
            ? ulong.MaxValue
            : exemplar.HandshakeNs + exemplar.TurnNs + exemplar.QueueingNs + exemplar.ServiceNs + exemplar.StallNs;
}
