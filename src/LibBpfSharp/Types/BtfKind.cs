namespace LibBpfSharp;

/// <summary>The kinds of type that BTF knows and this library looks for, with the format's numbers.</summary>
public enum BtfKind : uint
{
    /// <summary>An integer type.</summary>
    Integer = 1,

    /// <summary>A structure.</summary>
    Struct = 4,

    /// <summary>A union.</summary>
    Union = 5,

    /// <summary>An enumeration.</summary>
    Enumeration = 6,

    /// <summary>A typedef; the kernel has one named <c>btf_trace_NAME</c> for each raw tracepoint.</summary>
    Typedef = 8,

    /// <summary>A function.</summary>
    Function = 12,

    /// <summary>A variable.</summary>
    Variable = 14,

    /// <summary>A section of global variables.</summary>
    DataSection = 15,
}
