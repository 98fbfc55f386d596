namespace MeshLens.Xds.Changes;

/// <summary>
/// What changed for one service port, as a view and a witness saw it. A view that is asked for now and then learns of a push late, and
/// says so with the time at which it learned; MeshLens' own stream saw the push when it came. Endpoints are the same for both, so those
/// of the witness count.
/// </summary>
internal static class SeenChanges
{
    /// <returns>The oldest first.</returns>
    public static IReadOnlyList<EdgeChange> Of(ChangeLog log, ChangeLog? witness, string host, int port)
    {
        List<EdgeChange> sooner = [.. witness?.Of(host, port) ?? []];
        return
        [
            .. sooner.Concat(log.Of(host, port).Where(change => witness is null || (change.Kind == EdgeChangeKind.Configuration && !sooner.Exists(other => IsSame(other, change)))))
                .OrderBy(static change => change.At),
        ];
    }

    private static bool IsSame(EdgeChange one, EdgeChange other) =>
        (one.Kind, one.Resource, one.Field, one.After) == (other.Kind, other.Resource, other.Field, other.After);
}
