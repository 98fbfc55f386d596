namespace MeshLens.Tracing.Wire;

/// <summary>What an attribute's value is.</summary>
internal enum AttributeKind : byte
{
    Text,
    Integer,
    Real,
}
