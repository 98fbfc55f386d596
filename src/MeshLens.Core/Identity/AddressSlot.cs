namespace MeshLens.Core.Identity;

/// <summary>
/// Everyone who claims one address, and who did before. Nearly always one: more when several sources, networks or workloads on the
/// host network meet. Immutable: a writer puts another in its place.
/// </summary>
internal sealed class AddressSlot(AddressOwner[] owners, PastOwner[] past)
{
    private const int MostPast = 4;

    /// <summary>istiod gathers changes for up to ten seconds: an owner is one for that long before it is known to be.</summary>
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(10);

    public static AddressSlot Empty { get; } = new([], []);

    public AddressOwner[] Owners => owners;

    public PastOwner[] Past => past;

    /// <summary>Which network the asker is in may decide.</summary>
    public bool NeedsNetwork => owners.Length != 1 || past.Length > 0 || owners[0].Network.Length > 0;

    public bool IsEmpty => owners.Length == 0 && past.Length == 0;

    public AddressSlot With(AddressOwner owner) => new([.. owners, owner], past);

    public AddressSlot Replacing(AddressOwner before, AddressOwner after) => new(Array.ConvertAll(owners, owner => owner == before ? after : owner), past);

    /// <summary>Moves an owner into the past; what ended before <paramref name="horizon"/> is forgotten.</summary>
    public AddressSlot Ending(AddressOwner owner, DateTimeOffset at, DateTimeOffset horizon) => new(
        Array.FindAll(owners, other => other != owner),
        [.. past.Where(before => before.Until > horizon).TakeLast(MostPast - 1), new PastOwner(owner, at)]);

    public AddressSlot Forgetting(DateTimeOffset horizon) => new(owners, Array.FindAll(past, before => before.Until > horizon));

    /// <summary>Who it was at a time, or is; null when nobody fits, or several do and nothing tells them apart.</summary>
    public AddressOwner? Find(in AddressQuestion question, string? network, out AddressMatch match, out bool isPast)
    {
        isPast = false;
        if (owners.Length == 1 && past.Length == 0)
        {
            var fits = Nearness.Of(owners[0], question, network) is null ? null : OwnerMatch.Of(owners[0], question.Port);
            match = fits ?? default;
            return fits is null ? null : owners[0];
        }

        if (question.At is not { } at)
        {
            return Choose(question, network, static (_, _) => true, default, out match)
                ?? (owners.Length == 0 ? FindLast(question, network, out match, out isPast) : null);
        }

        // A moment at which nobody is known to have had it, be it that nobody was listening: then it is who has it now.
        return Choose(question, network, HasBegun, at, out match)
            ?? FindPast(question, network, at, out match, out isPast)
            ?? Choose(question, network, static (_, _) => true, default, out match)
            ?? FindLast(question, network, out match, out isPast);
    }

    private static bool HasBegun(AddressOwner owner, DateTimeOffset at) => owner.Since - Lag <= at;

    private AddressOwner? Choose(
        in AddressQuestion question, string? network, Func<AddressOwner, DateTimeOffset, bool> counts, DateTimeOffset at, out AddressMatch match)
    {
        var choice = new OwnerChoice(question, network);
        foreach (var owner in owners)
        {
            if (counts(owner, at))
            {
                choice.Consider(owner);
            }
        }

        return choice.Result(out match);
    }

    private AddressOwner? FindPast(in AddressQuestion question, string? network, DateTimeOffset at, out AddressMatch match, out bool isPast)
    {
        var choice = new OwnerChoice(question, network);
        foreach (var before in past)
        {
            if (at <= before.Until && HasBegun(before.Owner, at))
            {
                choice.Consider(before.Owner);
            }
        }

        isPast = true;
        return choice.Result(out match);
    }

    // An address that nobody has now still says who had it.
    private AddressOwner? FindLast(in AddressQuestion question, string? network, out AddressMatch match, out bool isPast)
    {
        var choice = new OwnerChoice(question, network);
        if (past.Length > 0)
        {
            choice.Consider(past[^1].Owner);
        }

        isPast = true;
        return choice.Result(out match);
    }
}
