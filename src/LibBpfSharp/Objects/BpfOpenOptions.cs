namespace LibBpfSharp;

/// <summary>How to open an object; every property may stay null.</summary>
public sealed record BpfOpenOptions
{
    /// <summary>The object's name; default the file name, or for memory the given name. It prefixes the kernel's names of global-data maps.</summary>
    public string? Name { get; init; }

    /// <summary>A BTF file that stands for the running kernel's in CO-RE relocation; default <c>/sys/kernel/btf/vmlinux</c>.</summary>
    public string? CustomBtfPath { get; init; }

    /// <summary>Where maps that ask for pinning are pinned; default <c>/sys/fs/bpf</c>.</summary>
    public string? PinRootPath { get; init; }
}
