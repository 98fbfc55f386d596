namespace MeshLens.Tracing.Edges;

/// <summary>A text within a request, or a number; nothing where the length is zero.</summary>
internal readonly record struct Place(int From, int Length, long Number)
{
    public bool IsThere => Length > 0;

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> request) => request.Slice(From, Length);
}
