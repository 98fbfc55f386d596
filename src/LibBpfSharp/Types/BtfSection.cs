namespace LibBpfSharp;

/// <summary>An ELF section of global variables, as BTF describes it.</summary>
internal sealed record BtfSection(string Name, IReadOnlyList<BpfGlobal> Variables)
{
    /// <summary>The sections that libbpf turns into maps; <c>license</c> and <c>.maps</c> are sections too, and are none.</summary>
    public static IEnumerable<BtfSection> Find(BtfTypes types) => types.Sections().Where(section => IsGlobalData(section.Name));

    private static bool IsGlobalData(string name) =>
        name.StartsWith(".rodata", StringComparison.Ordinal) || name.StartsWith(".data", StringComparison.Ordinal) || name.StartsWith(".bss", StringComparison.Ordinal);
}
