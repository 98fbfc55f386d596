namespace MeshLens.Grains.Mesh;

/// <summary>How it stands with one kind of object of a cluster.</summary>
/// <param name="Kind">Its plural name, as in a role.</param>
/// <param name="State"><c>connecting</c>, <c>live</c> or <c>stale</c>.</param>
/// <param name="Since">Since when.</param>
/// <param name="Reason">What last went wrong; empty while all is well.</param>
/// <param name="Lists">How often all of them were read.</param>
/// <param name="Events">Objects and changes that were told.</param>
public sealed record ObjectKindView(string Kind, string State, DateTimeOffset Since, string Reason, long Lists, long Events);
