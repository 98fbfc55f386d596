using System.Collections;

namespace MeshLens.Core.Identity;

/// <summary>A few values in order, compared by content, so that a record that holds them can tell whether it changed.</summary>
public readonly struct Sequence<T> : IReadOnlyList<T>, IEquatable<Sequence<T>>
{
    private readonly T[]? _items;

    private Sequence(T[]? items) => _items = items;

    /// <inheritdoc/>
    public int Count => _items?.Length ?? 0;

    /// <summary>The values without a copy.</summary>
    public ReadOnlySpan<T> Span => _items;

    /// <inheritdoc/>
    public T this[int index] => _items![index];

    /// <summary>Of these values; none cost nothing.</summary>
    public static Sequence<T> Of(IEnumerable<T> items)
    {
        T[] array = [.. items];
        return array.Length == 0 ? default : new(array);
    }

    /// <inheritdoc/>
    public bool Equals(Sequence<T> other) =>
        ReferenceEquals(_items, other._items) || (Count == other.Count && Span.SequenceEqual(other.Span, EqualityComparer<T>.Default));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Sequence<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Count == 0 ? 0 : HashCode.Combine(Count, _items![0]);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)(_items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
