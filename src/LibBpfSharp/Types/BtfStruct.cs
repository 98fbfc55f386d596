namespace LibBpfSharp;

/// <summary>The layout of a C structure, to compare with the C# structure that mirrors it.</summary>
/// <param name="Name">The structure's tag.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Fields">Its named members in order.</param>
public sealed record BtfStruct(string Name, int Size, IReadOnlyList<BtfField> Fields)
{
    /// <summary>Finds a member, or returns null.</summary>
    public BtfField? Field(string name) => Fields.FirstOrDefault(field => field.Name == name);
}
