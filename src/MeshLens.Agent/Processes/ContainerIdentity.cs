using System.Text.RegularExpressions;

namespace MeshLens.Agent.Processes;

/// <summary>Container and pod as the cgroup's path names them. Empty strings where it names none.</summary>
/// <param name="ContainerId">64 hexadecimal digits.</param>
/// <param name="PodUid">As Kubernetes writes it, with dashes.</param>
internal readonly partial record struct ContainerIdentity(string ContainerId, string PodUid)
{
    public static readonly ContainerIdentity None = new(string.Empty, string.Empty);

    // /docker/8f3d…                                                                   Docker, cgroupfs driver
    // /system.slice/docker-8f3d….scope                                                Docker, systemd driver
    // /kubepods/burstable/pod0b4e8c1e-…/8f3d…                                          Kubernetes, cgroupfs driver
    // /kubepods.slice/kubepods-pod0b4e8c1e_….slice/cri-containerd-8f3d….scope          containerd, systemd driver
    // /kubepods.slice/kubepods-burstable-pod0b4e8c1e_….slice/crio-8f3d….scope          CRI-O; its monitor is crio-conmon-8f3d…
    // /system.slice/containerd.service/kubepods-burstable-pod0b4e….slice:cri-containerd:8f3d…
    public static ContainerIdentity FromCgroup(string path)
    {
        if (path.Contains("conmon-", StringComparison.Ordinal))
        {
            return None;
        }

        return new ContainerIdentity(LastMatch(Container(), path), LastMatch(Pod(), path).Replace('_', '-'));
    }

    // A container that runs containers nests their paths: the innermost is the process's own.
    private static string LastMatch(Regex pattern, string path)
    {
        var found = string.Empty;
        for (var match = pattern.Match(path); match.Success; match = match.NextMatch())
        {
            found = match.Groups[1].Value;
        }

        return found;
    }

    [GeneratedRegex("(?<![0-9a-f])([0-9a-f]{64})(?![0-9a-f])", RegexOptions.CultureInvariant)]
    private static partial Regex Container();

    // Static pods carry the 32 digits of a hash in place of a UID.
    [GeneratedRegex("pod([0-9a-f]{8}[-_][0-9a-f]{4}[-_][0-9a-f]{4}[-_][0-9a-f]{4}[-_][0-9a-f]{12}|[0-9a-f]{32})(?![0-9a-f])", RegexOptions.CultureInvariant)]
    private static partial Regex Pod();
}
