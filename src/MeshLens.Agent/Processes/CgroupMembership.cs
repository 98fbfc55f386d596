using System.Text;
using MeshLens.Agent.Host;

namespace MeshLens.Agent.Processes;

/// <summary>The cgroups a process is in: one path per hierarchy, each starting with a slash.</summary>
/// <param name="Unified">Path in cgroup v2, null where there is none.</param>
/// <param name="Cpu">Path in the cgroup v1 hierarchy of the cpu controller, null where v1 does not hold it.</param>
/// <param name="Deepest">The longest path of all: on hybrid hosts v2 may say <c>/</c> while v1 names the container.</param>
internal readonly record struct CgroupMembership(string? Unified, string? Cpu, string Deepest)
{
    public static readonly CgroupMembership None = new(null, null, "/");

    // 4:cpu,cpuacct:/kubepods/burstable/pod0b4e…/8f3d…
    // 0::/system.slice/docker-8f3d….scope
    public static CgroupMembership Parse(ReadOnlySpan<byte> text)
    {
        var membership = None;
        var lines = new Lines(text);
        while (lines.Next(out var line))
        {
            if (Words.Cut(ref line, (byte)':', out var hierarchy)
                && Words.Cut(ref line, (byte)':', out var controllers)
                && line.StartsWith("/"u8))
            {
                membership = membership.With(hierarchy, controllers, Encoding.UTF8.GetString(line));
            }
        }

        return membership;
    }

    private CgroupMembership With(ReadOnlySpan<byte> hierarchy, ReadOnlySpan<byte> controllers, string path)
    {
        var next = path.Length > Deepest.Length ? this with { Deepest = path } : this;
        if (hierarchy.SequenceEqual("0"u8))
        {
            return next with { Unified = path };
        }

        return Names(controllers, "cpu"u8) ? next with { Cpu = path } : next;
    }

    /// <summary>Whether a list, separated by commas unless said otherwise, holds a word.</summary>
    public static bool Names(ReadOnlySpan<byte> controllers, ReadOnlySpan<byte> wanted, byte separator = (byte)',')
    {
        while (Words.Cut(ref controllers, separator, out var controller))
        {
            if (controller.SequenceEqual(wanted))
            {
                return true;
            }
        }

        return false;
    }
}
