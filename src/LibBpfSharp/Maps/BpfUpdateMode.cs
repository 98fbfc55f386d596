namespace LibBpfSharp;

/// <summary>What an update does about an element that is, or is not, there.</summary>
public enum BpfUpdateMode : ulong
{
    /// <summary>Adds or replaces.</summary>
    Any = 0,

    /// <summary>Adds only; an existing element is an error (EEXIST).</summary>
    AddOnly = 1,

    /// <summary>Replaces only; a missing element is an error (ENOENT).</summary>
    ReplaceOnly = 2,
}
