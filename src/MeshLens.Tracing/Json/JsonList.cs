namespace MeshLens.Tracing.Json;

/// <summary>Where the list of an object is, or would be.</summary>
/// <param name="At">Where an element can be added.</param>
/// <param name="Replaced">Bytes there that make way: those of <c>null</c>.</param>
/// <param name="Form">What is there.</param>
internal readonly record struct JsonList(int At, int Replaced, JsonListForm Form);
