namespace LibBpfSharp;

/// <summary>How important libbpf finds one of its messages (<c>enum libbpf_print_level</c>).</summary>
public enum BpfMessageLevel
{
    /// <summary>Something failed or was left out.</summary>
    Warning = 0,

    /// <summary>Something was decided.</summary>
    Information = 1,

    /// <summary>Every step of opening and loading; hundreds of lines per object.</summary>
    Debug = 2,
}
