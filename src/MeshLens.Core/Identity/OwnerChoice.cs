namespace MeshLens.Core.Identity;

/// <summary>
/// The best of several owners: the nearest, then the closest match, then the best source. Two that are equally near and in
/// different networks are rivals, and then nobody is named.
/// </summary>
internal ref struct OwnerChoice(in AddressQuestion question, string? network)
{
    private readonly AddressQuestion _question = question;
    private AddressOwner? _best;
    private AddressMatch _match;
    private int _nearness;
    private bool _hasRivals;

    public void Consider(AddressOwner owner)
    {
        if (Nearness.Of(owner, _question, network) is not { } nearness || OwnerMatch.Of(owner, _question.Port) is not { } match)
        {
            return;
        }

        var isRival = _best is not null && nearness == _nearness && IsElsewhere(_best, owner);
        if (_best is null || nearness > _nearness)
        {
            _hasRivals = false;
        }

        _hasRivals |= isRival;
        if (_best is null || Compare(nearness, match, owner) > 0)
        {
            (_best, _match, _nearness) = (owner, match, nearness);
        }
    }

    public readonly AddressOwner? Result(out AddressMatch match)
    {
        match = _match;
        return _hasRivals ? null : _best;
    }

    private readonly int Compare(int nearness, AddressMatch match, AddressOwner owner) =>
        nearness != _nearness ? nearness.CompareTo(_nearness)
        : match != _match ? match.CompareTo(_match)
        : _best!.Rank.CompareTo(owner.Rank);

    // One source may leave out what another knows.
    private static bool IsElsewhere(AddressOwner one, AddressOwner other) =>
        one.Network != other.Network && (one.Feed == other.Feed || (one.Network.Length > 0 && other.Network.Length > 0));
}
