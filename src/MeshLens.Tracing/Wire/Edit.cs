namespace MeshLens.Tracing.Wire;

/// <summary>Some bytes of a request that others take the place of.</summary>
/// <param name="At">Where.</param>
/// <param name="Removed">How many.</param>
/// <param name="From">Where the others are.</param>
/// <param name="Count">How many of those; zero leaves the request as it is.</param>
internal readonly record struct Edit(int At, int Removed, int From, int Count)
{
    /// <summary>Of memory that one takes.</summary>
    public const int Bytes = 4 * sizeof(int);

    public static readonly Comparison<Edit> InOrder = static (left, right) =>
        left.At != right.At ? left.At.CompareTo(right.At) : left.From.CompareTo(right.From);

    public static readonly Comparer<Edit> ByPlace = Comparer<Edit>.Create(InOrder);
}
