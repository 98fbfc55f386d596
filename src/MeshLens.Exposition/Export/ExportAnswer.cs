namespace MeshLens.Exposition.Export;

/// <summary>What a backend said to a request.</summary>
/// <param name="Result">What it did with it.</param>
/// <param name="After">When it is to be asked again at the earliest, from now on; null when it did not say.</param>
internal readonly record struct ExportAnswer(ExportResult Result, TimeSpan? After = null);
