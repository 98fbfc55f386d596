namespace MeshLens.Xds.State;

/// <summary>A resource that could not be taken over; what was there before stays.</summary>
/// <param name="Name">Its name; empty when not even that could be read.</param>
/// <param name="Problem">Why, to be read after the name.</param>
public readonly record struct Rejection(string Name, string Problem)
{
    /// <inheritdoc/>
    public override string ToString() => $"{(Name.Length == 0 ? "a resource without a readable name" : Name)} {Problem}";
}
