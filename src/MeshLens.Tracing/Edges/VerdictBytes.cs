namespace MeshLens.Tracing.Edges;

/// <summary>What is put into a span.</summary>
/// <param name="Attributes">The attributes, in the form that they have within a list.</param>
/// <param name="Event">An event up to its time; empty when the edge is well.</param>
/// <param name="EventRest">What follows the time.</param>
internal sealed record VerdictBytes(byte[] Attributes, byte[] Event, byte[] EventRest)
{
    public bool HasEvent => Event.Length > 0;

    /// <summary>Of all of it.</summary>
    public int Length => Attributes.Length + Event.Length + EventRest.Length;
}
