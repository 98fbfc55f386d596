namespace MeshLens.Lab.Runs;

/// <summary>One measured number of a results file.</summary>
/// <param name="Detail">How it was measured.</param>
internal sealed record Figure(string Name, double Value, string Unit, string Detail);
