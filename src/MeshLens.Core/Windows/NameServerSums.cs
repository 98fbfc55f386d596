namespace MeshLens.Core.Windows;

/// <summary>The name servers of a window as they add up.</summary>
internal sealed class NameServerSums
{
    public const int Max = 4;

    private readonly List<NameServerDelta> _sums = [];

    public IReadOnlyList<NameServerDelta> All => _sums;

    /// <summary>Adds one; false when it is not kept.</summary>
    public bool Add(NameServerDelta gained)
    {
        var position = _sums.FindIndex(known => known.Address == gained.Address);
        if (position >= 0)
        {
            _sums[position] = Merge(_sums[position], gained);
        }
        else if (_sums.Count >= Max)
        {
            return false;
        }
        else
        {
            _sums.Add(gained with { Answered = gained.Answered.Copy() });
        }

        return true;
    }

    private static NameServerDelta Merge(NameServerDelta sum, NameServerDelta gained)
    {
        sum.Answered.Merge(gained.Answered);
        return sum with
        {
            Unanswered = Saturating.Add(sum.Unanswered, gained.Unanswered),
            ServerFailures = Saturating.Add(sum.ServerFailures, gained.ServerFailures),
            NameErrors = Saturating.Add(sum.NameErrors, gained.NameErrors),
        };
    }
}
