using MeshLens.Core.Signals;

namespace MeshLens.Core.Windows;

/// <summary>The worst connections of a window and the failed ones, a few of each, whatever order they came in.</summary>
/// <remarks>
/// A connection is reported again when it got worse, by its other end, and once more when both ends were joined: its worst
/// report stands for it, and of two that are as bad the one that knows the server's part, or that it was closed.
/// </remarks>
internal sealed class ExemplarSet
{
    public const int MaxWorst = 4;
    public const int MaxFailed = 4;

    private readonly List<ConnectionExemplar> _worst = [];
    private readonly List<ConnectionExemplar> _failed = [];

    /// <summary>Failed ones first, then the worst, each worst first.</summary>
    public IEnumerable<ConnectionExemplar> All => _failed.Concat(_worst);

    public void Add(ConnectionExemplar exemplar)
    {
        var failed = exemplar.Failure != FailureReason.None;
        var (kept, most) = failed ? (_failed, MaxFailed) : (_worst, MaxWorst);
        var known = kept.FindIndex(other => IsSameConnection(other, exemplar));
        if (known >= 0 && WorstFirst.Compare(kept[known], exemplar) <= 0)
        {
            return;
        }

        if (known >= 0)
        {
            kept.RemoveAt(known);
        }

        var position = kept.BinarySearch(exemplar, WorstFirst);
        kept.Insert(position < 0 ? ~position : position, exemplar);
        if (kept.Count > most)
        {
            kept.RemoveAt(most);
        }
    }

    private static Comparer<ConnectionExemplar> WorstFirst { get; } = Comparer<ConnectionExemplar>.Create((left, right) =>
    {
        var order = Badness(right).CompareTo(Badness(left));
        order = order != 0 ? order : ServerPart(right).CompareTo(ServerPart(left));
        order = order != 0 ? order : right.LifetimeNs.CompareTo(left.LifetimeNs);
        order = order != 0 ? order : left.ClientSequence.CompareTo(right.ClientSequence);
        order = order != 0 ? order : left.ServerSequence.CompareTo(right.ServerSequence);
        order = order != 0 ? order : left.End.CompareTo(right.End);
        order = order != 0 ? order : left.Failure.CompareTo(right.Failure);
        order = order != 0 ? order : string.CompareOrdinal(left.Local, right.Local);
        order = order != 0 ? order : string.CompareOrdinal(left.Remote, right.Remote);
        return order != 0 ? order : left.At.CompareTo(right.At);
    });

    // A handshake that failed has no id: each stands for itself, unless it is the very same report.
    private static bool IsSameConnection(ConnectionExemplar left, ConnectionExemplar right) =>
        left.ClientSequence != 0 || left.ServerSequence != 0
            ? left.ClientSequence == right.ClientSequence && left.ServerSequence == right.ServerSequence
            : WorstFirst.Compare(left, right) == 0;

    private static ulong ServerPart(ConnectionExemplar exemplar) => Saturating.Add(exemplar.QueueingNs, exemplar.ServiceNs);

    // The longest single thing a user waited for.
    private static ulong Badness(ConnectionExemplar exemplar) =>
        Math.Max(Math.Max(exemplar.HandshakeNs, exemplar.TurnNs), Math.Max(exemplar.StallNs, exemplar.PickupNs));
}
