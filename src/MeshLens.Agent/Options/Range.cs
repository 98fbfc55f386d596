namespace MeshLens.Agent.Options;

/// <summary>The default and the legal range of an option, bounds included.</summary>
internal readonly record struct Range<T>(T Default, T Least, T Most)
    where T : IComparable<T>
{
    public bool Contains(T value) => value.CompareTo(Least) >= 0 && value.CompareTo(Most) <= 0;
}
