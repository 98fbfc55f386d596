namespace MeshLens.Kubernetes.Watching;

/// <summary>How it stands with one kind of object.</summary>
/// <param name="Kind">Its plural name, as in a role.</param>
/// <param name="State">Whether it is up to date.</param>
/// <param name="Since">Since when.</param>
/// <param name="Reason">What last went wrong; empty while all is well.</param>
/// <param name="Lists">How often everything was read.</param>
/// <param name="Events">Changes that were told.</param>
public sealed record WatchStatus(string Kind, WatchState State, DateTimeOffset Since, string Reason, long Lists, long Events);
