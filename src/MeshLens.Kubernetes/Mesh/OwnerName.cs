using MeshLens.Kubernetes.Api;

namespace MeshLens.Kubernetes.Mesh;

/// <summary>
/// What a pod is a replica of. The owner of a Deployment's pod is a ReplicaSet, whose name ends in the hash that the pod bears as a
/// label; that of a CronJob's pod is a Job, whose name ends in the minute it was made for.
/// </summary>
internal static class OwnerName
{
    public static string Of(ObjectMeta pod)
    {
        if (pod.OwnerReferences?.Find(static owner => owner?.Controller == true) is not { Name.Length: > 0 } owner)
        {
            return pod.Name;
        }

        return owner.Kind switch
        {
            "ReplicaSet" when pod.Label("pod-template-hash") is { Length: > 0 } hash => Without(owner.Name, $"-{hash}"),
            "Job" => WithoutNumber(owner.Name),
            "Node" => Without(pod.Name, $"-{owner.Name}"), // A static pod: one on each node.
            _ => owner.Name,
        };
    }

    private static string Without(string name, string ending) =>
        name.Length > ending.Length && name.EndsWith(ending, StringComparison.Ordinal) ? name[..^ending.Length] : name;

    private static string WithoutNumber(string name)
    {
        var dash = name.LastIndexOf('-');
        return dash > 0 && name.Length - dash > 8 && name.AsSpan(dash + 1).IndexOfAnyExceptInRange('0', '9') < 0 ? name[..dash] : name;
    }
}
