using System.Globalization;

namespace MeshLens.Agent.Loading;

/// <summary>Reads and names <see cref="Privileges"/>.</summary>
internal static class PrivilegeText
{
    private static readonly (Privileges Bit, string Name)[] Names =
    [
        (Privileges.Bpf, "CAP_BPF"), (Privileges.Perfmon, "CAP_PERFMON"),
        (Privileges.SysAdmin, "CAP_SYS_ADMIN"), (Privileges.SysPtrace, "CAP_SYS_PTRACE"),
    ];

    /// <summary>Reads the effective capabilities of <c>/proc/self/status</c>. CAP_SYS_ADMIN implies the two of BPF.</summary>
    /// <remarks><c>CapEff:	000001ffffffffff</c></remarks>
    public static Privileges Parse(string status)
    {
        foreach (var line in status.Split('\n'))
        {
            if (line.StartsWith("CapEff:", StringComparison.Ordinal) &&
                ulong.TryParse(line.AsSpan(7).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var bits))
            {
                var privileges = (Privileges)bits;
                return privileges.HasFlag(Privileges.SysAdmin) ? privileges | Privileges.Core : privileges;
            }
        }

        return Privileges.None;
    }

    /// <summary>The names of a set, as "CAP_BPF and CAP_PERFMON".</summary>
    public static string Describe(Privileges set) =>
        string.Join(" and ", Names.Where(name => set.HasFlag(name.Bit)).Select(name => name.Name));

    /// <summary>As "CAP_BPF is missing", or in the plural.</summary>
    public static string DescribeMissing(Privileges set) =>
        $"{Describe(set)} {(Names.Count(name => set.HasFlag(name.Bit)) > 1 ? "are" : "is")} missing";

    /// <summary>How to get a set.</summary>
    public static string HowToGrant(Privileges set)
    {
        var names = Names.Where(name => set.HasFlag(name.Bit)).Select(name => name.Name).ToList();
        var file = string.Join(',', names.Select(name => name.ToLowerInvariant()));
        var container = string.Join(", ", names.Select(name => name["CAP_".Length..]));
        return $"Run as root, or grant {string.Join(" and ", names)} (setcap {file}+ep, or capabilities.add: [{container}]).";
    }
}
